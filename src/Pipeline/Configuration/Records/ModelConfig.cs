using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace Pipeline.Configuration.Records;

/// <summary>How the score of an uncalibrated binary trainer becomes a probability.</summary>
internal enum CalibratorKind
{
    /// <summary>1 / (1 + exp(slope·score + offset)) (Platt 1999).</summary>
    Platt,

    /// <summary>A monotone step function (pair-adjacent violators).</summary>
    Isotonic,
}

[Description("The trainer and its options.")]
internal sealed record ModelConfig
{
    [Description("The trainer: one of those of the task.")]
    public required string Trainer { get; init; }

    /// <summary>ML.NET's own options, every one of them: those that the file leaves out have ML.NET's default.</summary>
    [Description("ML.NET's own options of that trainer, in camelCase.")]
    public JsonObject Options { get; init; } = [];

    [Description("Calibrator of a binary trainer that has none of its own; fitted on the scores that scoring.fitOn names.")]
    [When("with an uncalibrated binary trainer")]
    public CalibratorKind Calibrator { get; init; } = CalibratorKind.Platt;

    /// <summary>After how many rounds without gain boosting stops; null where it goes on to its end.</summary>
    [Description("Boosting stops once the figure of the validation rows (see split.validation) has not become better for this many rounds, and "
        + "the model ends with its best round. LightGBM: log-loss, or RMSE of a regression; fastTree: its share of errors, or squared "
        + "error of a regression, becoming worse as many times in a row.")]
    [Range(1, int.MaxValue)]
    [When("with a boosted trainer: lightGbm, fastTree, fastTreeTweedie")]
    public int? EarlyStopping { get; init; }

    /// <summary>The binary trainer of oneVersusAll; null for every other trainer.</summary>
    [Description("The binary trainer that tells each class from the others; oneVersusAll needs it.")]
    [When("with oneVersusAll")]
    public ModelConfig? Binary { get; init; }
}

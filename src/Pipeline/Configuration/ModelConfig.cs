using System.ComponentModel;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Forms;

namespace Pipeline.Configuration;

/// <summary>How the score of an uncalibrated binary trainer becomes a probability.</summary>
public enum CalibratorKind
{
    /// <summary>1 / (1 + exp(slope·score + offset)) (Platt 1999).</summary>
    Platt,

    /// <summary>A monotone step function (pair-adjacent violators).</summary>
    Isotonic,
}

/// <summary>The trainer and its options.</summary>
[Description("The trainer and its options.")]
public sealed record ModelConfig
{
    /// <summary>A name of <see cref="TrainerCatalog"/>.</summary>
    [Description("The trainer: one of those of the task.")]
    public required string Trainer { get; init; }

    /// <summary>ML.NET's own options, every one of them: those that the file leaves out have ML.NET's default.</summary>
    [Description("ML.NET's own options of that trainer, in camelCase.")]
    public JsonObject Options { get; init; } = [];

    /// <summary>For uncalibrated binary trainers.</summary>
    [Description("Calibrator of a binary trainer that has none of its own; fitted on the training rows.")]
    [When("with an uncalibrated binary trainer")]
    public CalibratorKind Calibrator { get; init; } = CalibratorKind.Platt;

    /// <summary>The binary trainer of oneVersusAll; null for every other trainer.</summary>
    [Description("The binary trainer that tells each class from the others; oneVersusAll needs it.")]
    [When("with oneVersusAll")]
    public ModelConfig? Binary { get; init; }
}

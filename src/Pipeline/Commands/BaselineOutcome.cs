using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Records;
using Pipeline.Evaluation;
using Pipeline.Runs;
using Pipeline.Tables;

namespace Pipeline.Commands;

/// <summary>What a run was compared with.</summary>
/// <param name="Config">What the config says of it.</param>
/// <param name="Figures">Figures of the same rows; null where there was no such file, which the config lets pass.</param>
/// <param name="HeldOut">Held-out rows of the run.</param>
/// <param name="Trained">Those among them that the baseline was trained on, and is not measured on.</param>
/// <param name="Sha256">Which zip it is; null for figures from a metrics.json.</param>
internal sealed record BaselineOutcome(BaselineConfig Config, BaselineFigures? Figures, int HeldOut, int Trained, string? Sha256)
{
    /// <summary>The baseline's figures beside the model's, of the same rows; null where the config names none.</summary>
    /// <param name="config">What the config says of it.</param>
    /// <param name="baseline">The baseline, or null where there is none.</param>
    /// <param name="rows">The rows of the run.</param>
    /// <param name="report">The model's figures of all held-out rows.</param>
    /// <param name="measure">Measures the model on other rows.</param>
    /// <param name="cancel">Stops it.</param>
    internal static BaselineOutcome? Of(
        BaselineConfig? config, Baseline? baseline, TrialRows rows, EvaluationReport report,
        Func<RowBatch, EvaluationReport> measure, CancellationToken cancel)
    {
        var table = rows.Table;
        var heldOut = table.Split.Test.Length;
        if (config is null)
            return null;
        if (baseline is null)
            return new BaselineOutcome(config, null, heldOut, 0, null);
        if (!config.Rescore)
            return new BaselineOutcome(config, new BaselineFigures(baseline.Report, report), heldOut, 0, baseline.Opened?.Sha256);
        var rescored = RescoredBaseline.Measure(baseline, rows.Files, table, cancel);
        var current = measure(table.Batch.Select([.. rescored.Positions.Select(position => table.Split.Test[position])]));
        return new BaselineOutcome(config, new BaselineFigures(rescored.Report, current), heldOut, heldOut - rescored.Positions.Length, baseline.Opened!.Sha256);
    }

    internal string Text() => Figures is null
        ? $"Baseline {Config.Zip}: there is none yet, and the config lets that pass."
        : !Config.Rescore ? $"Baseline {Config.Zip}: its recorded figures, of the same held-out rows."
        : Trained == 0 ? Invariant($"Baseline {Config.Zip}: scored again on the {HeldOut:N0} held-out rows; it was trained on none of their keys.")
        : Invariant($"Baseline {Config.Zip}: scored again on {HeldOut - Trained:N0} of the {HeldOut:N0} held-out rows; it was trained on the keys of the other {Trained:N0}. This model's figures beside it are of the same rows.");

    internal JsonObject Json() => new()
    {
        ["zip"] = Config.Zip,
        ["sha256"] = Sha256,
        ["missing"] = Figures is null,
        ["rescored"] = Config.Rescore,
        ["rows"] = Figures is null ? null : HeldOut - Trained,
        ["rowsTrainedOn"] = Figures is null ? null : Trained,
        ["baseline"] = Figures?.Baseline.ToJson(),
        ["current"] = Figures?.Current.ToJson(),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

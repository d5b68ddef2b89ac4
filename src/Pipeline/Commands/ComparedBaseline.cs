using Pipeline.Configuration.Records;
using Pipeline.Evaluation;
using Pipeline.Reports;
using Pipeline.Runs;
using Pipeline.Tables;

namespace Pipeline.Commands;

/// <summary>Sets a baseline beside the model of a run.</summary>
internal static class ComparedBaseline
{
    /// <summary>The baseline's figures beside the model's, of the same rows; null where the config names none.</summary>
    /// <param name="config">What the config says of it.</param>
    /// <param name="baseline">The baseline, or null where there is none.</param>
    /// <param name="rows">The rows of the run.</param>
    /// <param name="report">The model's figures of all held-out rows.</param>
    /// <param name="measure">Measures the model on other rows.</param>
    /// <param name="cancel">Stops it.</param>
    public static BaselineOutcome? Of(
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
        return new BaselineOutcome(config, new BaselineFigures(rescored.Report, current), heldOut, heldOut - rescored.Positions.Length,
            baseline.Opened!.Sha256);
    }
}

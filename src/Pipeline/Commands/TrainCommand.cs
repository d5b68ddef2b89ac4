using System.Diagnostics;
using Pipeline.Artifacts;
using Pipeline.Artifacts.Signing;
using Pipeline.Evaluation;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Reports;
using Pipeline.Reports.Json;
using Pipeline.Runs;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Training.Chain;
using Pipeline.Work;

namespace Pipeline.Commands;

/// <summary>What train is asked to do.</summary>
/// <param name="ConfigPath">The config file.</param>
/// <param name="Sets">Overrides, <c>path=value</c>.</param>
/// <param name="Directory">Where the results go; null for <c>runs/&lt;config name&gt;</c>.</param>
/// <param name="Options">How to read.</param>
internal sealed record TrainRequest(string ConfigPath, IReadOnlyList<string> Sets, string? Directory, ReadOptions Options)
{
    /// <summary>What the run writes.</summary>
    public Outputs Outputs { get; init; } = new(() => Stream.Null);

    /// <summary>The file of the private key that the zip is signed with, or null.</summary>
    public string? Sign { get; init; }
}

/// <summary>
/// train: read, split, fit on the training rows, compile the fitted chain, score and measure the held-out rows with what was
/// compiled, hold it to ML.NET's own Transform, write the zip, open it from disk, compile and score again and compare bit for bit.
/// Only then do the results take their places.
/// </summary>
internal static class TrainCommand
{
    public static TrainOutcome Run(TrainRequest request, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var started = Stopwatch.StartNew();
        using var plan = TrainPlan.Of(request);
        using var outputs = request.Outputs;
        var results = TrainResults.Open(plan.Directory, outputs);
        using var quarantine = request.Options.OpenQuarantine(outputs);
        var badRows = new BadRowLog(request.Options.BadRows, quarantine);

        var rows = TrialRows.Read(plan.Config, plan.Train, plan.Test, request.Options.Apply, badRows, progress, cancel);
        plan.Baseline?.RequireSame(Target(rows), rows.Table.Split, cancel);
        using var trial = Trial.Run(rows, progress, cancel);
        var compared = ComparedBaseline.Of(plan.Config.Gates.Baseline, plan.Baseline, rows, trial.Report, trial.Measure, cancel);
        var gates = Gates.Require(plan.Config.Gates, trial.Report, compared?.Figures);

        var opened = Columnwise.Both(() => WriteZip(results.Zip, trial, plan.Key, cancel), () => WriteScores(results.Scores, trial));
        var outcome = new TrainOutcome(results.Directory, trial.Report, gates, opened.Manifest, opened.Sha256, badRows.Rows)
        {
            Config = plan.Config,
            BadLines = badRows.Lines,
            BlankRows = rows.Table.BlankRows,
            HiddenFiles = [.. plan.Train.Hidden, .. plan.Test.Hidden],
            Baseline = compared,
        };
        MetricsFile.Write(results.Metrics.Stream, outcome, TrainedTogether.Sha256(results.Scores.Temporary!), started.Elapsed);
        outputs.Commit(cancel, [quarantine, .. results.InOrder()]);
        return outcome;
    }

    private static TargetRecord Target(TrialRows rows) =>
        TargetRecord.Of(rows.Config.Task, rows.Config.Data.Label.Column, Labels.Classes(rows.Config, rows.Table.Batch), rows.Config.Data.Weight);

    private static OpenedModel WriteZip(OutputFile zip, Trial trial, SigningKey? key, CancellationToken cancel)
    {
        SortedDictionary<string, byte[]>? entries = null;
        var account = Columnwise.Both(
            () => trial.Account(cancel), () => entries = ModelZip.Entries(trial.Tuned.Model, KeySet.Of(trial.Rows.Table.TrainedRows).ToBytes()));
        ModelZip.Write(zip.Stream, entries!, account, key);
        zip.Finish();
        var opened = ModelZipReader.Open(zip.Temporary!, key is null ? [] : [key.Public]);
        trial.RequireSameScores(opened);
        return opened;
    }

    private static void WriteScores(OutputFile scores, Trial trial)
    {
        var data = trial.Rows.Config.Data;
        new ScoreSink(scores.Stream, trial.Tuned.Model.Signature, trial.HeldOut.Schema, data.Id, data.Label.Column).Write(trial.HeldOut, trial.Predictions);
        scores.Finish();
    }
}

using Pipeline.Artifacts;
using Pipeline.Artifacts.Signing;
using Pipeline.Evaluation;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Reports;
using Pipeline.Runs;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Tables.Audit;

namespace Pipeline.Commands;

/// <summary>What evaluate is asked to do.</summary>
/// <param name="ModelPath">The zip.</param>
/// <param name="Data">Files, directories, globs or «-».</param>
/// <param name="HeldOut">Whether to measure, of the training data, only the rows that train held out.</param>
/// <param name="Options">How to read.</param>
/// <param name="Engine">How the engine is set up.</param>
/// <param name="StandardInput">What «-» reads.</param>
internal sealed record EvaluateRequest(string ModelPath, IReadOnlyList<string> Data, bool HeldOut, ReadOptions Options, EngineOptions Engine,
    Func<Stream> StandardInput)
{
    /// <summary>Where to compute.</summary>
    public DeviceOptions Device { get; init; } = DeviceOptions.Default;

    /// <summary>What the run writes.</summary>
    public Outputs Outputs { get; init; } = new(() => Stream.Null);

    /// <summary>The file of the public key that the zip must be signed by, or null.</summary>
    public string? Verify { get; init; }
}

/// <summary>evaluate: open the zip, read, score, measure. It measures what ships.</summary>
internal static class EvaluateCommand
{
    public static EvaluateOutcome Run(EvaluateRequest request, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        WarmStart.Begin();
        var opened = ThresholdOption.Apply(ModelZipReader.Open(request.ModelPath, VerifyingKey.Demanded(request.Verify)), request.Engine.Threshold);
        var files = InputFiles.Resolve(request.Data, "", request.StandardInput);
        OutputPlaces.Check([request.ModelPath, .. VerifyingKey.Files(request.Verify), .. files.Select(file => file.Path)],
            [request.Options.BadRows.Quarantine]);
        using var outputs = request.Outputs;
        if (TrainedTogether.Mismatch(request.ModelPath) is { } mismatch)
            outputs.Note(mismatch);
        using var quarantine = request.Options.OpenQuarantine(outputs);
        var badRows = new BadRowLog(request.Options.BadRows, quarantine);
        var outcome = request.HeldOut
            ? HeldOutRows(opened, files, request, badRows, progress, cancel)
            : AllRows(opened, files, request, badRows, progress, cancel);
        // The held-out rows are those of train, which has told of them already.
        outcome.Input.Audit.Check(request.Options.MaxMissing, request.Options.MaxUnseen,
            request.Options.OnShift ?? (request.HeldOut ? ShiftPolicy.Warn : ShiftPolicy.Fail));
        outputs.Commit(cancel, quarantine);
        return outcome;
    }

    private static EvaluateOutcome AllRows(
        OpenedModel opened, InputFileList files, EvaluateRequest request, BadRowLog badRows, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var signature = opened.Signature;
        var schema = request.Options.Apply(ReadSchemas.ForEvaluation(signature));
        using var compiled = request.Device.Compile(opened.Graph, request.Engine);
        var engine = new ScoringEngine(compiled, schema, request.Engine.Threads, request.Engine.RowsFor(schema, compiled.Placement));
        var audit = new FeatureAudit(engine.Schema, opened.Manifest.Statistics, opened.Manifest.Fills);
        using var measurement = new Measurement(signature.Task, signature.Classes, opened.Manifest.Prior, schema.IndexOf(FieldKind.Weight) >= 0);
        var step = new MeasuringStep(signature.Classes, measurement, audit);
        var account = new ReadAccount(badRows);
        engine.Run(files, account, step, progress, cancel);
        var report = step.Report();
        return Outcome(report, InputReport.Of(files, account, engine.UnusedColumns, audit.Report(), opened.Manifest), opened, request, compiled);
    }

    private static EvaluateOutcome HeldOutRows(
        OpenedModel opened, InputFileList files, EvaluateRequest request, BadRowLog badRows, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var heldOut = HeldOut.Of(opened);
        using var compiled = request.Device.Compile(opened.Graph, request.Engine with { Threads = 1 });
        var table = heldOut.Read(files, request.Options.Apply, badRows, request.Engine.Threads, progress, cancel);
        var (report, audit) = heldOut.Measure(table, compiled, request.Engine.Threads, cancel);
        var input = new InputReport(table.Files, badRows.Rows, badRows.First, table.UnusedColumns, audit, [])
        {
            BadLines = badRows.Lines,
            BlankRows = table.BlankRows,
            HiddenFiles = files.Hidden,
        };
        return Outcome(report, input, opened, request, compiled);
    }

    private static EvaluateOutcome Outcome(EvaluationReport report, InputReport input, OpenedModel opened, EvaluateRequest request, CompiledModel compiled) =>
        new(report, input, opened.Sha256, PrecisionReport.Of(request.Engine.Precision, compiled.Graph, opened.Manifest), compiled.Placement)
        {
            Threshold = ThresholdUse.Of(opened),
        };
}

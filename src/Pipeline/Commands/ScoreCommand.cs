using Pipeline.Artifacts;
using Pipeline.Artifacts.Signing;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Reports;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Tables.Audit;

namespace Pipeline.Commands;

/// <summary>What score is asked to do.</summary>
/// <param name="ModelPath">The zip.</param>
/// <param name="Input">File, directory, glob or «-».</param>
/// <param name="Output">File or «-».</param>
/// <param name="Keep">Further columns that pass through.</param>
/// <param name="Options">How to read.</param>
/// <param name="Engine">How the engine is set up.</param>
/// <param name="StandardInput">What «-» reads.</param>
internal sealed record ScoreRequest(
    string ModelPath, string Input, string Output, IReadOnlyList<string> Keep, ReadOptions Options, EngineOptions Engine,
    Func<Stream> StandardInput)
{
    /// <summary>Where to compute.</summary>
    public DeviceOptions Device { get; init; } = DeviceOptions.Default;

    /// <summary>What the run writes.</summary>
    public Outputs Outputs { get; init; } = new(() => Stream.Null);

    /// <summary>The file of the public key that the zip must be signed by, or null.</summary>
    public string? Verify { get; init; }
}

/// <summary>score: open the zip, then batch by batch read, score, write, on several threads; the output appears complete or not at all.</summary>
internal static class ScoreCommand
{
    /// <summary>Begins with what any run needs, before it is known what is asked.</summary>
    public static void Prepare() => WarmStart.Begin();

    /// <summary>Runs it. Memory is bounded by the batch, not by the files.</summary>
    public static ScoreOutcome Run(ScoreRequest request, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var toStandardOutput = OutputPlaces.IsOnStandardOutput(request.Output);
        if (request.Outputs.Json && toStandardOutput)
            throw new ConfigException("--json", "scores and the JSON document both on standard output", "one of them", "Name an OUTPUT file.");
        WarmStart.Begin();
        var opened = ThresholdOption.Apply(ModelZipReader.Open(request.ModelPath, VerifyingKey.Demanded(request.Verify)), request.Engine.Threshold);
        var signature = opened.Signature;
        var passThrough = signature.Ids.Concat(request.Keep).Distinct(StringComparer.Ordinal).ToList();
        var schema = request.Options.Apply(ReadSchemas.ForScoring(signature, passThrough));
        var files = InputFiles.Resolve([request.Input], "", request.StandardInput);
        OutputPlaces.Check([request.ModelPath, .. VerifyingKey.Files(request.Verify), .. files.Select(file => file.Path)],
            [request.Output, request.Options.BadRows.Quarantine]);
        using var outputs = request.Outputs;
        using var output = new ScoreOutput(outputs.Open(request.Output));
        using var quarantine = request.Options.OpenQuarantine(outputs);
        using var compiled = request.Device.Compile(opened.Graph, request.Engine);
        var engine = new ScoringEngine(compiled, schema, request.Engine.Threads, request.Engine.RowsFor(schema, compiled.Placement));
        var audit = new FeatureAudit(engine.Schema, opened.Manifest.Statistics, opened.Manifest.Fills);
        var step = new WritingStep(output.Stream, new ScoreText(signature, engine.Schema, passThrough), audit);
        var account = new ReadAccount(new BadRowLog(request.Options.BadRows, quarantine));
        engine.Run(files, account, step, progress, cancel);
        var report = InputReport.Of(files, account, engine.UnusedColumns, audit.Report(), opened.Manifest);
        Check(report.Audit, request, toStandardOutput);
        outputs.Commit(cancel, quarantine, output);
        return new ScoreOutcome(audit.Rows, step.NotFinite, request.Output, report, opened.Sha256,
            PrecisionReport.Of(request.Engine.Precision, compiled.Graph, opened.Manifest), compiled.Placement)
        { Threshold = ThresholdUse.Of(opened) };
    }

    /// <summary>What the rows say is known once all have been read; scores on standard output are out by then.</summary>
    private static void Check(AuditReport audit, ScoreRequest request, bool toStandardOutput)
    {
        try
        {
            audit.Check(request.Options.MaxMissing, request.Options.MaxUnseen, request.Options.OnShift ?? ShiftPolicy.Fail);
        }
        catch (CheckException error) when (toStandardOutput)
        {
            throw new CheckException(
                [.. error.Problems, new Problem("standard output", FormattableString.Invariant($"{audit.Rows:N0} scores of such rows"), "nobody to use them",
                "Name an OUTPUT file: it appears only where the checks pass.")], error.Total + 1, error);
        }
    }
}

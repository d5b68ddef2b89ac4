using Pipeline.Artifacts;
using Pipeline.Artifacts.Signing;
using Pipeline.Evaluation;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Runs;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Tables.Audit;
using Pipeline.Training.Rows;

namespace Pipeline.Commands;

/// <summary>What evaluate is asked to do.</summary>
/// <param name="ModelPath">The zip.</param>
/// <param name="Data">Files, directories, globs or «-».</param>
/// <param name="HeldOut">Whether to measure, of the training data, only the rows that train held out.</param>
/// <param name="Options">How to read.</param>
/// <param name="Engine">How the engine is set up.</param>
/// <param name="StandardInput">What «-» reads.</param>
internal sealed record EvaluateRequest(string ModelPath, IReadOnlyList<string> Data, bool HeldOut, ReadOptions Options, EngineOptions Engine, Func<Stream> StandardInput)
{
    /// <summary>Where to compute.</summary>
    public DeviceOptions Device { get; init; } = DeviceOptions.Default;

    /// <summary>What the run writes.</summary>
    public Outputs Outputs { get; init; } = new(() => Stream.Null);

    /// <summary>The file of the public key that the zip must be signed by, or null.</summary>
    public string? Verify { get; init; }
}

/// <summary>What evaluate found.</summary>
/// <param name="Report">The figures.</param>
/// <param name="Input">What was read.</param>
/// <param name="ModelSha256">Which zip it was.</param>
/// <param name="Precision">How it computed.</param>
/// <param name="Placement">Where it was computed.</param>
internal sealed record EvaluateOutcome(EvaluationReport Report, InputReport Input, string ModelSha256, PrecisionReport Precision, Placement Placement)
{
    /// <summary>By which threshold it decided.</summary>
    public required ThresholdUse Threshold { get; init; }
}

/// <summary>evaluate: open the zip, read, score, measure. It measures what ships.</summary>
internal static class EvaluateCommand
{
    /// <summary>Runs it.</summary>
    public static EvaluateOutcome Run(EvaluateRequest request, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        WarmStart.Begin();
        var opened = ThresholdOption.Apply(ModelZipReader.Open(request.ModelPath, VerifyingKey.Demanded(request.Verify)), request.Engine.Threshold);
        var files = InputFiles.Resolve(request.Data, "", request.StandardInput);
        OutputPlaces.Check([request.ModelPath, .. VerifyingKey.Files(request.Verify), .. files.Select(file => file.Path)], [request.Options.BadRows.Quarantine]);
        using var outputs = request.Outputs;
        if (TrainedTogether.Mismatch(request.ModelPath) is { } mismatch)
            outputs.Note(mismatch);
        using var quarantine = request.Options.OpenQuarantine(outputs);
        var badRows = new BadRowLog(request.Options.BadRows, quarantine);
        var outcome = request.HeldOut
            ? HeldOut(opened, files, request, badRows, progress, cancel)
            : AllRows(opened, files, request, badRows, progress, cancel);
        // The held-out rows are those of train, which has told of them already.
        outcome.Input.Audit.Check(request.Options.MaxMissing, request.Options.MaxUnseen, request.Options.OnShift ?? (request.HeldOut ? ShiftPolicy.Warn : ShiftPolicy.Fail));
        outputs.Commit(cancel, quarantine);
        return outcome;
    }

    private static EvaluateOutcome AllRows(
        OpenedModel opened, InputFileList files, EvaluateRequest request, BadRowLog badRows, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var signature = opened.Model.Signature;
        var schema = request.Options.Apply(ReadSchemas.ForEvaluation(signature));
        using var compiled = request.Device.Compile(opened.Model, request.Engine);
        var engine = new ScoringEngine(compiled, schema, request.Engine.Threads, request.Engine.RowsFor(schema, compiled.Placement));
        var audit = new FeatureAudit(engine.Schema, opened.Manifest.Statistics, opened.Manifest.Fills);
        using var measurement = new Measurement(signature.Task, signature.Classes, opened.Manifest.Prior, schema.IndexOf(FieldKind.Weight) >= 0);
        var step = new MeasuringStep(signature.Classes, measurement, audit);
        var account = new ReadAccount(badRows);
        engine.Run(files, account, step, progress, cancel);
        var report = step.Report();
        return new EvaluateOutcome(report, InputReport.Of(files, account, engine.UnusedColumns, audit.Report(), opened.Manifest), opened.Sha256, PrecisionReport.Of(request.Engine.Precision, compiled.Graph, opened.Manifest), compiled.Placement) { Threshold = ThresholdUse.Of(opened) };
    }

    /// <summary>Splits the rows as train did and measures the held-out ones, if they are the rows that train saw.</summary>
    private static EvaluateOutcome HeldOut(
        OpenedModel opened, InputFileList files, EvaluateRequest request, BadRowLog badRows, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var (manifest, signature) = (opened.Manifest, opened.Model.Signature);
        var config = opened.ReadConfig();
        if (config.Data.Test.Count > 0)
        {
            throw new ConfigException("--held-out", "a model that was measured on test files of its own", "a model whose rows were split off the training files",
                "Evaluate the test files themselves, without --held-out.");
        }
        var roles = new ColumnRoles(signature.Numeric.Select(column => column.Name).ToList(), signature.Categorical);
        var schema = request.Options.Apply(TrainingSchema.Of(config, roles, new KeyColumns(manifest.Data.KeyColumns, manifest.Data.RecordColumns))) with
        {
            Classes = signature.Task == TaskKind.Regression ? null : signature.Classes,
        };
        using var compiled = request.Device.Compile(opened.Model, request.Engine with { Threads = 1 });
        var table = TrainingTable.Read(config, schema, files, [], badRows, progress, cancel, request.Engine.Threads);
        // The split tells rows by their keys; what else has changed shows only in the file's digest.
        if (table.Split.Digest != manifest.Data.SplitDigest || !Digests(table.Files).SequenceEqual(Digests(manifest.Data.Files)))
        {
            throw new DataException(DataText.Join(files.Select(file => file.Display)),
                FormattableString.Invariant($"{table.Batch.Count:N0} rows that are not the {manifest.Data.TrainRows + manifest.Data.TestRows:N0} rows of the training"),
                "the very files that the model was trained on", "Give the training data, or evaluate other data without --held-out.");
        }
        table.Batch.Retype(ReadSchemas.Typed(schema, signature.Numeric));
        var rows = table.Batch.Select(table.Split.Test);
        var predictions = compiled.Score(rows);
        var audit = new FeatureAudit(rows.Schema, manifest.Statistics, manifest.Fills);
        audit.Add(rows);
        FiniteScores.Require(predictions, "the held-out rows");
        var report = Evaluator.Evaluate(predictions, TruthCollector.Of(rows, signature.Classes), signature.Classes, manifest.Prior);
        var input = new InputReport(table.Files, badRows.Rows, badRows.First, table.UnusedColumns, audit.Report(), [])
        {
            BadLines = badRows.Lines,
            BlankRows = table.BlankRows,
            HiddenFiles = files.Hidden,
        };
        return new EvaluateOutcome(report, input, opened.Sha256, PrecisionReport.Of(request.Engine.Precision, compiled.Graph, manifest), compiled.Placement) { Threshold = ThresholdUse.Of(opened) };
    }

    private static IEnumerable<string> Digests(IEnumerable<FileFingerprint> files) => files.Select(file => file.Sha256).Order(StringComparer.Ordinal);
}

using System.Globalization;
using Pipeline.Artifacts;
using Pipeline.Artifacts.Signing;
using Pipeline.Configuration.Records;
using Pipeline.Evaluation;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Reports;
using Pipeline.Reports.Json;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Tables.Audit;
using Pipeline.Tables.Sources;
using Pipeline.Training.Chain;

namespace Pipeline.Commands;

/// <summary>What threshold is asked to do.</summary>
/// <param name="ModelPath">The zip.</param>
/// <param name="Output">The new zip.</param>
/// <param name="Value">The threshold itself, as written; null where a rule chooses it.</param>
/// <param name="Rule">f1, youden, precision=P or recall=R; null where the threshold is stated.</param>
/// <param name="Data">Labelled data for the rule: files, directories, globs or «-».</param>
/// <param name="Options">How to read.</param>
/// <param name="StandardInput">What «-» reads.</param>
internal sealed record ThresholdRequest(
    string ModelPath, string Output, string? Value, string? Rule, IReadOnlyList<string> Data, ReadOptions Options, Func<Stream> StandardInput)
{
    /// <summary>What the run writes.</summary>
    public Outputs Outputs { get; init; } = new(() => Stream.Null);

    /// <summary>The file of the public key that the zip must be signed by, or null.</summary>
    public string? Verify { get; init; }

    /// <summary>The file of the private key that the new zip is signed with, or null.</summary>
    public string? Sign { get; init; }
}

/// <summary>threshold: the same model with another threshold, in a zip of its own. Nothing is fitted; figures that the threshold decides are dropped.</summary>
internal static class ThresholdCommand
{
    private static readonly string[] decided = ["accuracy", "f1", "precision", "recall"];

    /// <summary>Writes the zip.</summary>
    public static ThresholdOutcome Run(ThresholdRequest request, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var rule = Parse(request);
        using var key = SigningKey.Read(request.Sign);
        var opened = ModelZipReader.Open(request.ModelPath, VerifyingKey.Demanded(request.Verify));
        if (opened.Signature.Threshold is not { } before)
            throw new ConfigException("MODEL.zip", $"{request.ModelPath}, a {opened.Signature.Task.ToString().ToLowerInvariant()} model",
                "a binary model: others have no threshold");
        var files = InputFiles.Resolve(request.Data, "", request.StandardInput);
        OutputPlaces.Check([request.ModelPath, .. VerifyingKey.Files(request.Verify), .. OutputPlaces.Named(request.Sign), .. files.Select(file => file.Path)],
            [request.Output, request.Options.BadRows.Quarantine]);
        using var outputs = request.Outputs;
        var file = outputs.Open(request.Output, readAgain: true);
        using var quarantine = request.Options.OpenQuarantine(outputs);
        var badRows = new BadRowLog(request.Options.BadRows, quarantine);
        var (threshold, chosenOn) = rule.Kind == ThresholdKind.Fixed ? (rule.Value, null)
            : Choose(opened, rule, files, request.Options, badRows, progress, cancel);
        var record = new ThresholdRecord(rule.ToString(), chosenOn) { MovedFrom = opened.Sha256 };
        var model = MovedThreshold.Of(opened.Model, threshold);
        cancel.ThrowIfCancellationRequested();
        ModelZip.Write(file.Stream, ModelZip.Entries(model, opened.TrainedRowsEntry), Moved(opened, model, record), key);
        file.Finish();
        var written = ModelZipReader.Open(file.Temporary!, key is null ? [] : [key.Public]);
        _ = written.Model;
        outputs.Commit(cancel, quarantine, file);
        return new ThresholdOutcome(request.Output, written.Sha256, opened.Sha256, before, threshold, record)
        {
            HiddenFiles = files.Hidden,
            Signer = written.Signer
        };
    }

    /// <summary>The manifest of the moved model. Its config stays that of the training; its figures of the threshold are not known until it is measured
    /// again.</summary>
    private static Manifest Moved(OpenedModel opened, FittedModel model, ThresholdRecord record)
    {
        var report = FiguresJson.Read(opened.Manifest.Metrics, $"{opened.Path}: $.metrics");
        return opened.Manifest with
        {
            Signature = model.Signature,
            Threshold = record,
            Metrics = FiguresJson.Write(report with
            {
                Metrics = [.. report.Metrics.Select(figure => decided.Contains(figure.Name) ? figure with { Value = null } : figure)],
                AccuracyInterval = null,
                Confusion = null,
            }),
        };
    }

    /// <summary>Scores labelled rows and chooses; rows that the model was trained on are left out, where the data tell them.</summary>
    private static (double Threshold, string ChosenOn) Choose(
        OpenedModel opened, ThresholdRule rule, IReadOnlyList<InputFile> files, ReadOptions options, BadRowLog badRows,
        IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var trainedRows = opened.ReadTrainedRows();
        var audit = new FeatureAudit(ReadSchemas.ForEvaluation(opened.Signature), opened.Manifest.Statistics, opened.Manifest.Fills);
        var (signature, keys) = (opened.Signature, opened.Manifest.Data.KeyColumns);
        var schema = options.Apply(ReadSchemas.ForEvaluation(signature));
        var tells = files.All(file => file.Stream is null && !keys.Except(
            TableSources.ReadHeader(file, schema.Separator, schema.Form), StringComparer.Ordinal).Any());
        if (tells)
            schema = schema with { Keys = [keys] };
        using var compiled = CompiledModel.Compile(opened.Graph);
        var predictions = compiled.NewPredictions();
        var truth = new TruthCollector(signature.Classes);
        long trained = 0;
        using var reader = new TableReader(TableSources.Open(files, schema), badRows);
        reader.Read(Take, cancel: cancel);
        audit.Report().Check(options.MaxMissing, options.MaxUnseen, options.OnShift ?? ShiftPolicy.Fail);
        FiniteScores.Require(predictions, "the data");
        var names = string.Join(", ", files.Select(file => file.Name));
        if (predictions.Count == 0)
        {
            throw new DataException(names, trained == 0 ? "no rows" : string.Create(
                CultureInfo.InvariantCulture, $"{trained:N0} rows that the model was trained on, and no others"),
                "labelled rows that the model has not seen", "A rule that is chosen on rows of the training misses what it asks for.");
        }
        var bad = badRows.Rows > 0 ? string.Create(CultureInfo.InvariantCulture, $", {badRows.Rows:N0} that cannot be read left out") : "";
        var leftOut = trained > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({trained:N0} rows whose keys were trained on left out)")
            : tells ? "" : ", which cannot tell whether the model was trained on them";
        return (ThresholdChooser.Choose(rule, predictions.Probability, truth.Collect()),
            string.Create(CultureInfo.InvariantCulture, $"{predictions.Count:N0} rows of {names}{leftOut}{bad}"));

        void Take(RowBatch batch)
        {
            var known = tells ? batch.KeyArray(TableSchema.SplitKey) : [];
            var rows = Enumerable.Range(0, batch.Count).Where(row => !tells || !trainedRows.Contains(known[row])).ToArray();
            trained += batch.Count - rows.Length;
            var chosen = batch.Select(rows);
            if (rows.Length > 0)
                predictions.Add(compiled.Score(chosen));
            truth.Add(chosen);
            audit.Add(chosen);
            progress?.Report(new RunProgress("reading", predictions.Count, reader.Account.BytesRead, reader.TotalBytes));
        }
    }

    private static ThresholdRule Parse(ThresholdRequest request)
    {
        if (request.Value is null == request.Rule is null)
            throw new ConfigException("threshold", request.Value is null ? "neither --value nor --rule" : "--value and --rule", "one of the two",
                "--value 0.3, or --rule recall=0.8 DATA");
        if (request.Value is not null && request.Data.Count > 0)
            throw new ConfigException("DATA", $"{request.Data[0]} with --value", "data with --rule only");
        if (request.Rule is not null && request.Data.Count == 0)
            throw new ConfigException("DATA", "nothing", "labelled rows for --rule to choose on");
        return request.Value is not null ? new ThresholdRule(ThresholdKind.Fixed, ThresholdOption.Parse("--value", request.Value))
            : ThresholdOption.ParseRule(request.Rule!);
    }
}

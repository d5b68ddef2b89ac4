using System.Diagnostics;
using Pipeline.Artifacts;
using Pipeline.Artifacts.Signing;
using Pipeline.Configuration;
using Pipeline.Evaluation;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Reports;
using Pipeline.Reports.Json;
using Pipeline.Runs;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Training.Chain;
using Pipeline.Training.Rows;
using Pipeline.Verification;

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
    /// <summary>Runs it.</summary>
    public static TrainOutcome Run(TrainRequest request, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var started = Stopwatch.StartNew();
        var config = ConfigReader.Read(request.ConfigPath, request.Sets);
        using var key = SigningKey.Read(request.Sign);
        var folder = Path.GetDirectoryName(Path.GetFullPath(request.ConfigPath))!;
        var train = InputFiles.Resolve(config.Data.Train, folder);
        var test = InputFiles.Resolve(config.Data.Test, folder);
        CheckApart(train, test);
        ScoreText.CheckNames(config.Data.Id, config.Task);
        var baseline = Baseline.Read(config.Gates.Baseline, folder);
        var directory = request.Directory ?? DefaultDirectory(request.ConfigPath);
        string[] read = [request.ConfigPath, .. OutputPlaces.Named(request.Sign), .. VerifyingKey.Files(null), .. train.Concat(test).Select(file => file.Path)];
        OutputPlaces.Check(read, [.. TrainResults.Paths(directory), request.Options.BadRows.Quarantine]);
        // The results may replace the baseline: last night's model is what tonight's is compared with.
        OutputPlaces.Check(OutputPlaces.Named(baseline?.Path), [request.Options.BadRows.Quarantine]);
        using var outputs = request.Outputs;
        var results = TrainResults.Open(directory, outputs);
        using var quarantine = request.Options.OpenQuarantine(outputs);

        var roles = ColumnRoles.Resolve(config, TableReader.ReadHeader(train[0], config.Data.Separator, config.Data.Form()), train[0].Display);
        var badRows = new BadRowLog(request.Options.BadRows, quarantine);
        var keys = KeyColumns.Of(config, [.. train, .. test]);
        var table = TrainingTable.Read(config, request.Options.Apply(TrainingSchema.Of(config, roles, keys)), train, test, badRows, progress, cancel);

        baseline?.RequireSame(TargetRecord.Of(config.Task, config.Data.Label.Column, Labels.Classes(config, table.Batch), config.Data.Weight), table.Split);
        var tuned = TunedModel.Of(config, table, progress, cancel);
        var (fit, model) = (tuned.Fit, tuned.Model);
        using var compiled = CompiledModel.Compile(model);
        var heldOut = table.Batch.Select(table.Split.Test);
        var predictions = compiled.Score(heldOut);
        FiniteScores.Require(predictions, "the held-out rows");
        var report = Evaluator.Evaluate(predictions, TruthCollector.Of(heldOut, model.Signature.Classes), model.Signature.Classes, fit.Prior);
        EvaluationReport Measure(RowBatch rows) => Evaluator.Evaluate(compiled.Score(rows), TruthCollector.Of(rows, model.Signature.Classes), model.Signature.Classes, fit.Prior);
        var compared = ComparedBaseline.Of(config.Gates.Baseline, baseline, [.. train, .. test], table, report, Measure, cancel);
        var gates = Gates.Check(config.Gates, report, compared?.Figures);
        if (Gates.Failure(gates) is { } failure)
            throw failure;

        var found = new CompiledRecord(ChainParityCheck.Measure(model, compiled.Graph, heldOut, predictions), FastCheck.Measure(compiled.Graph, heldOut, predictions));
        var manifest = TrainManifest.Of(config, table, keys, heldOut, test.Count, tuned, report, found, compiled.Graph);
        ModelZip.Write(results.Zip.Stream, model, manifest, KeySet.Of(table.TrainedRows).ToBytes(), key);
        results.Zip.Finish();
        var opened = ModelZipReader.Open(results.Zip.Temporary!, key is null ? [] : [key.Public]);
        using var shipped = CompiledModel.Compile(opened.Model);
        ScoreParity.Require(predictions, shipped.Score(heldOut));

        new ScoreSink(results.Scores.Stream, model.Signature, heldOut.Schema, config.Data.Id, config.Data.Label.Column).Write(heldOut, predictions);
        results.Scores.Finish();
        var outcome = new TrainOutcome(results.Directory, report, gates, opened.Manifest, opened.Sha256, badRows.Rows)
        {
            Config = config,
            BadLines = badRows.Lines,
            BlankRows = table.BlankRows,
            HiddenFiles = [.. train.Hidden, .. test.Hidden],
            Baseline = compared,
        };
        MetricsFile.Write(results.Metrics.Stream, outcome, TrainedTogether.Sha256(results.Scores.Temporary!), started.Elapsed);
        outputs.Commit(cancel, [quarantine, .. results.InOrder()]);
        return outcome;
    }

    /// <summary>A name of dots alone would lead out of runs.</summary>
    private static string DefaultDirectory(string configPath) => Path.GetFileNameWithoutExtension(configPath) is var name && name.Trim('.', ' ').Length > 0
        ? Path.Combine("runs", name)
        : throw new ConfigException("train", $"{DataText.Name(Path.GetFileName(configPath))}, a config without a name of its own to call the results by", "--out DIR", "Say where the results go, or give the config a name.");

    /// <summary>A model measured on the rows that it was trained on is not measured.</summary>
    private static void CheckApart(IReadOnlyList<InputFile> train, IReadOnlyList<InputFile> test)
    {
        var trained = train.Select(file => RealPath.Of(file.Path)).ToHashSet(StringComparer.Ordinal);
        if (test.FirstOrDefault(file => trained.Contains(RealPath.Of(file.Path))) is { } both)
            throw new ConfigException("$.data.test", $"{both.Display}, which $.data.train names too", "files of their own for the test");
    }
}

using System.Diagnostics;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Data;
using Pipeline.Evaluation;
using Pipeline.Model;
using Pipeline.Scoring;
using Pipeline.Training;
using Pipeline.Verification;

namespace Pipeline.Commands;

/// <summary>What train is asked to do.</summary>
/// <param name="ConfigPath">The config file.</param>
/// <param name="Sets">Overrides, <c>path=value</c>.</param>
/// <param name="Directory">Where the results go; null for <c>runs/&lt;config name&gt;</c>.</param>
/// <param name="Options">How to read.</param>
public sealed record TrainRequest(string ConfigPath, IReadOnlyList<string> Sets, string? Directory, ReadOptions Options);

/// <summary>What train made.</summary>
/// <param name="Directory">Where model.zip, metrics.json and scores.csv are.</param>
/// <param name="Report">The figures of the held-out rows.</param>
/// <param name="Gates">How the gates came out; all passed.</param>
/// <param name="Manifest">The zip's account.</param>
/// <param name="ModelSha256">Which zip it is.</param>
/// <param name="BadRows">Rows left out because they could not be read.</param>
/// <param name="UnusedColumns">Columns of the files that the run does not use.</param>
public sealed record TrainOutcome(
    string Directory, EvaluationReport Report, IReadOnlyList<GateResult> Gates, Manifest Manifest, string ModelSha256, long BadRows,
    IReadOnlyCollection<string> UnusedColumns)
{
    /// <summary>Rows of separators only that were left out.</summary>
    public long BlankRows { get; init; }
}

/// <summary>
/// train: read, split, fit on the training rows, compile the fitted chain, score and measure the held-out rows with what was
/// compiled, hold it to ML.NET's own Transform, write the zip, open it from disk, compile and score again and compare bit for bit.
/// Only then do the results take their places.
/// </summary>
public static class TrainCommand
{
    /// <summary>Runs it.</summary>
    public static TrainOutcome Run(TrainRequest request, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var started = Stopwatch.StartNew();
        var config = ConfigReader.Read(request.ConfigPath, request.Sets);
        var folder = Path.GetDirectoryName(Path.GetFullPath(request.ConfigPath))!;
        var train = InputFiles.Resolve(config.Data.Train, folder);
        var test = InputFiles.Resolve(config.Data.Test, folder);
        CheckApart(train, test);
        ScoreText.CheckNames(config.Data.Id, config.Task);
        var baseline = Baseline.Read(config.Gates.Baseline, folder);
        var directory = request.Directory ?? Path.Combine("runs", Path.GetFileNameWithoutExtension(request.ConfigPath));
        OutputPlaces.Check([request.ConfigPath, .. train.Concat(test).Select(file => file.Path)], [.. TrainResults.Paths(directory), request.Options.BadRows.Quarantine]);
        using var results = TrainResults.Open(directory);
        using var quarantine = request.Options.BadRows.Quarantine is { } path ? new QuarantineFile(path) : null;

        var roles = ColumnRoles.Resolve(config, TableReader.ReadHeader(train[0], config.Data.Separator, ReadSchemas.FormOf(config.Data)), train[0].Display);
        var badRows = new BadRowLog(request.Options.BadRows, quarantine);
        var table = TrainingTable.Read(config, request.Options.Apply(ReadSchemas.ForTraining(config, roles)), train, test, badRows, progress, cancel);

        progress?.Report(new RunProgress("training", table.Split.Train.Length, 0, null));
        var fit = Fit(config, table, cancel);
        var model = Decide(config, fit, table);
        using var compiled = CompiledModel.Compile(model);
        var heldOut = table.Batch.Select(table.Split.Test);
        var predictions = compiled.Score(heldOut);
        FiniteScores.Require(predictions, "the held-out rows");
        var report = Evaluator.Evaluate(predictions, Truth(model, heldOut), model.Signature.Classes, fit.Prior);
        var gates = Gates.Check(config.Gates, report, baseline);
        if (Gates.Failure(gates) is { } failure)
            throw failure;

        var found = new CompiledRecord(ChainParityCheck.Measure(model, compiled.Graph, heldOut, predictions), FastCheck.Measure(compiled.Graph, heldOut, predictions));
        var manifest = Account(config, table, test.Count, fit, model, report, found);
        ModelZip.Write(results.Zip.Stream, model, manifest);
        results.Zip.Close();
        var opened = ModelZipReader.Open(results.Zip.Temporary);
        using var shipped = CompiledModel.Compile(opened.Model);
        ScoreParity.Require(predictions, shipped.Score(heldOut));

        new ScoreSink(results.Scores.Stream, model.Signature, heldOut.Schema, config.Data.Id, config.Data.Label.Column).Write(heldOut, predictions);
        MetricsFile.Write(results.Metrics.Stream, report, gates, opened.Sha256, table, started.Elapsed);
        cancel.ThrowIfCancellationRequested();
        results.Commit();
        quarantine?.Commit();
        return new TrainOutcome(results.Directory, report, gates, opened.Manifest, opened.Sha256, badRows.Rows, table.UnusedColumns)
        {
            BlankRows = table.BlankRows,
        };
    }

    /// <summary>ML.NET's trainers cannot be stopped; an interrupted run leaves them behind and ends.</summary>
    private static FitResult Fit(RunConfig config, TrainingTable table, CancellationToken cancel)
    {
        var fit = Task.Run(() => ChainTrainer.Fit(config, table.Batch, table.Split.Train), cancel);
        return fit.WaitAsync(cancel).GetAwaiter().GetResult();
    }

    private static FittedModel Decide(RunConfig config, FitResult fit, TrainingTable table)
    {
        if (fit.Decide is null)
            return fit.Model;
        var rows = table.Batch.Select(table.Split.Train);
        using var compiled = CompiledModel.Compile(fit.Model);
        return fit.Decide(ThresholdChooser.Choose(config.Scoring.Threshold, compiled.Score(rows).Probability, Truth(fit.Model, rows)));
    }

    private static Truth Truth(FittedModel model, RowBatch rows)
    {
        var truth = new TruthCollector(model.Signature.Classes);
        truth.Add(rows);
        return truth.Collect();
    }

    private static Manifest Account(RunConfig config, TrainingTable table, int testFiles, FitResult fit, FittedModel model, EvaluationReport report, CompiledRecord compiled) => new()
    {
        Format = Manifest.CurrentFormat,
        Config = ConfigWriter.Write(config),
        Signature = model.Signature,
        Data = new DataRecord(table.Files, table.Split.Train.Length, table.Split.Test.Length, table.Split.Digest, table.Split.RepeatedRows, table.Split.Overlap)
        {
            TestFiles = testFiles,
        },
        Statistics = fit.Statistics,
        Prior = fit.Prior,
        Metrics = report.ToJson(),
        Compiled = compiled,
        Environs = Surroundings.Read(Threads(config.Model)),
    };

    private static int Threads(ModelConfig model) =>
        model.Options["numberOfThreads"]?.GetValue<int>() ?? (model.Binary is null ? 1 : Threads(model.Binary));

    /// <summary>A model measured on the rows that it was trained on is not measured.</summary>
    private static void CheckApart(IReadOnlyList<InputFile> train, IReadOnlyList<InputFile> test)
    {
        var trained = train.Select(file => RealPath.Of(file.Path)).ToHashSet(StringComparer.Ordinal);
        if (test.FirstOrDefault(file => trained.Contains(RealPath.Of(file.Path))) is { } both)
            throw new ConfigException("$.data.test", $"{both.Display}, which $.data.train names too", "files of their own for the test");
    }
}

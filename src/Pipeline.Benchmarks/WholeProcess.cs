namespace Pipeline.Benchmarks;

/// <summary>
/// Times whole processes, from start to exit, CSV to scored CSV: ours and the peers', in turns, on one table, in one run. A ratio is
/// only as good as the run that it comes from.
/// </summary>
internal static class WholeProcess
{
    /// <summary>Runs all cases and writes the table.</summary>
    public static int Run(string[] arguments)
    {
        var options = WholeProcessOptions.Parse(arguments);
        Directory.CreateDirectory(options.Work);
        var peers = Peers.Find(options.Peers, options.Work);
        var report = new BenchmarkReport(options, peers);
        foreach (var benchmark in BenchmarkCase.All(options.Rows))
        {
            if (options.Only.Length > 0 && !benchmark.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase))
                continue;
            var contenders = Prepare(benchmark, options, peers);
            for (var turn = 0; turn < options.Repeats; turn++)
            {
                foreach (var contender in contenders)
                {
                    contender.Runs.Add(ProcessRun.Of(contender.Command));
                    Console.Error.WriteLine($"{benchmark.Name}: {contender.Name} {contender.Runs[^1].Wall:0.00} s");
                }
            }
            report.Add(benchmark, contenders);
        }
        report.Write();
        return 0;
    }

    /// <summary>Writes the tables, trains the models, and returns who takes part. Tables that are there already are taken as they are.</summary>
    private static List<Contender> Prepare(BenchmarkCase benchmark, WholeProcessOptions options, Peers peers)
    {
        string At(string name) => Path.Combine(options.Work, name);
        var shape = FormattableString.Invariant($"{benchmark.Columns}-{benchmark.Classes}");
        var trainTable = Table(At($"train-{benchmark.TrainRows}x{shape}.csv"), benchmark.TrainRows, benchmark.Columns, benchmark.Classes);
        var table = Table(At($"score-{benchmark.Rows}x{benchmark.Columns}-{benchmark.Classes}.csv"), benchmark.Rows, benchmark.Columns, benchmark.Classes);
        var config = At($"{benchmark.Key}.json");
        File.WriteAllText(config, benchmark.Config(trainTable));
        var runs = At($"run-{benchmark.Key}");
        ProcessRun.Of("dotnet", options.Program, "train", config, "--out", runs);
        var contenders = new List<Contender> { new("Pipeline", ["dotnet", options.Program, "score", Path.Combine(runs, "model.zip"), table, At("out.csv")]) };
        if (benchmark.StraightforwardModel is { } model)
        {
            var self = Path.Combine(AppContext.BaseDirectory, "Pipeline.Benchmarks.dll");
            var zip = At($"mlnet-{benchmark.Key}.zip");
            ProcessRun.Of("dotnet", self, "mlnet", "train", model, trainTable, zip);
            contenders.Add(new("ML.NET, straightforward program", ["dotnet", self, "mlnet", "score", zip, table, At("out.csv")]));
        }
        if (benchmark.PolarsModel is { } polars && peers.Command(polars.Model, table, At("out.csv")) is { } command)
            contenders.Add(new(polars.Name, command));
        return contenders;
    }

    /// <summary>A synthetic table, written where it is not there yet, and read once so that everybody finds it in the page cache.</summary>
    internal static string Table(string path, int rows, int columns, int classes, ulong draw = 0)
    {
        if (!File.Exists(path))
        {
            SyntheticTable.Write(path + ".part", rows, columns, classes, draw);
            File.Move(path + ".part", path);
        }
        using var stream = File.OpenRead(path);
        stream.CopyTo(Stream.Null);
        return path;
    }
}

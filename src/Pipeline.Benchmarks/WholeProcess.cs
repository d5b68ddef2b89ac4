namespace Pipeline.Benchmarks;

/// <summary>
/// Times whole processes, from start to exit, CSV to scored CSV: ours and the peers', in turns, on one table, in one run. A ratio is
/// only as good as the run that it comes from.
/// </summary>
internal static class WholeProcess
{
    private const ulong TrainDraw = 1;
    private const ulong ScoreDraw = 2;

    /// <summary>Runs all cases and writes the report.</summary>
    public static int Run(string[] arguments)
    {
        var options = WholeProcessOptions.Parse(arguments);
        Directory.CreateDirectory(options.Work);
        var peers = Peers.Install(options.Scripts, options.Wheels, options.Work);
        Console.Error.WriteLine($"Python peers: {peers.Versions}");
        var report = new BenchmarkReport(options.Repeats, peers.Versions);
        foreach (var benchmark in BenchmarkCase.All(options.Rows))
        {
            if (options.Only.Length > 0 && benchmark.Key != options.Only && !benchmark.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase))
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
            foreach (var other in contenders.Skip(1))
                other.SameLabels = Agreement.Of(contenders[0].Output!, other.Output!);
            report.Add(benchmark, contenders);
        }
        if (options.Out is { } path)
            File.WriteAllText(path, report.Text());
        else
            Console.Write(report.Text());
        return 0;
    }

    /// <summary>Writes the tables, trains the models, and returns who takes part. Tables that are there already are taken as they are.</summary>
    private static List<Contender> Prepare(BenchmarkCase benchmark, WholeProcessOptions options, Peers peers)
    {
        string At(string name) => Path.Combine(options.Work, name);
        Contender Taking(string name, string file, Func<string, IReadOnlyList<string>> command) => new(name, command(At(file))) { Output = At(file) };
        var (trainTable, table) = Tables(benchmark, At);
        var config = At($"{benchmark.Key}.json");
        File.WriteAllText(config, benchmark.Config(trainTable));
        var runs = At($"run-{benchmark.Key}");
        var ours = Path.Combine(runs, "model.zip");
        ProcessRun.Of("dotnet", options.Program, "train", config, "--out", runs);
        var contenders = new List<Contender> { Taking("Pipeline", "out-pipeline.csv", output => ["dotnet", options.Program, "score", ours, table, output]) };
        if (benchmark.StraightforwardModel is { } model)
        {
            var self = Path.Combine(AppContext.BaseDirectory, "Pipeline.Benchmarks.dll");
            var zip = At($"mlnet-{benchmark.Key}.zip");
            ProcessRun.Of("dotnet", self, "mlnet", "train", model, trainTable, zip);
            contenders.Add(Taking("ML.NET, straightforward program", "out-mlnet.csv", output => ["dotnet", self, "mlnet", "score", zip, table, output]));
        }
        if (benchmark.Peer is { } predictor && peers.Installed)
        {
            var (name, peer) = ("Polars + ONNX Runtime", At($"{benchmark.Key}.onnx"));
            if (predictor == Predictor.OnnxRuntime)
            {
                LogisticOnnx.Write(ours, peer);
            }
            else
            {
                (name, peer) = ("Polars + YDF", At($"ydf-{benchmark.Key}"));
                peers.Train(trainTable, peer);
            }
            contenders.Add(Taking(name, "out-python.csv", output => peers.Scoring(peer, table, output)));
        }
        return contenders;
    }

    /// <summary>The tables to train on and to score.</summary>
    private static (string Train, string Score) Tables(BenchmarkCase benchmark, Func<string, string> at)
    {
        if (benchmark.Shape is { } shape)
        {
            string Shaped(string name, int rows, ulong draw) =>
                Ready(at(FormattableString.Invariant($"{name}-{rows}-{shape.Key}.csv")), path => ShapedTable.Write(path, shape, rows, draw));
            return (Shaped("train", benchmark.TrainRows, TrainDraw), Shaped("score", benchmark.Rows, ScoreDraw));
        }
        var (columns, classes) = (benchmark.Columns, benchmark.Classes);
        string Synthetic(string name, int rows) => Table(at(FormattableString.Invariant($"{name}-{rows}x{columns}-{classes}.csv")), rows, columns, classes);
        return (Synthetic("train", benchmark.TrainRows), Synthetic("score", benchmark.Rows));
    }

    /// <summary>A synthetic table, made ready.</summary>
    internal static string Table(string path, int rows, int columns, int classes, ulong draw = 0) =>
        Ready(path, part => SyntheticTable.Write(part, rows, columns, classes, draw));

    /// <summary>A table, written where it is not there yet, and read once so that everybody finds it in the page cache.</summary>
    private static string Ready(string path, Func<string, int> write)
    {
        if (!File.Exists(path))
        {
            _ = write(path + ".part");
            File.Move(path + ".part", path);
        }
        using var stream = File.OpenRead(path);
        stream.CopyTo(Stream.Null);
        return path;
    }
}

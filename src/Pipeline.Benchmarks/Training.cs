using System.Globalization;
using System.Text;

namespace Pipeline.Benchmarks;

/// <summary>
/// Times whole trainings: a table is read, a model fitted on all of its rows and saved, and 200,000 other rows measured; by our train, by
/// the bare ML.NET program, and for LightGBM by its own library, which measures nothing. In turns, in one run, on tables in the page cache.
/// </summary>
internal static class Training
{
    private const int TestRows = 200_000;
    private const int Columns = 30;

    private static readonly (string Key, string Name, string Model)[] models =
    [
        ("lr", "logistic regression", """{ "trainer": "lbfgsLogisticRegression" }"""),
        ("lightgbm", "LightGBM, 100 trees of 31 leaves",
            """{ "trainer": "lightGbm", "options": { "numberOfIterations": 100 } }"""),
        ("fasttree", "FastTree, 100 trees of 31 leaves",
            """{ "trainer": "fastTree", "options": { "numberOfTrees": 100, "numberOfLeaves": 31, "learningRate": 0.1, "minimumExampleCountPerLeaf": 20 } }"""),
    ];

    /// <summary>Runs all cases, of a fifth of the rows and of all, and writes the table.</summary>
    public static int Run(string[] arguments)
    {
        var options = WholeProcessOptions.Parse(arguments);
        Directory.CreateDirectory(options.Work);
        var text = new StringBuilder();
        foreach (var rows in new[] { options.Rows / 5, options.Rows })
        {
            foreach (var (key, name, model) in models)
            {
                if (options.Only.Length > 0 && !name.Contains(options.Only, StringComparison.OrdinalIgnoreCase))
                    continue;
                var contenders = Contenders(options, key, model, rows);
                for (var turn = 0; turn < options.Repeats; turn++)
                {
                    foreach (var contender in contenders)
                    {
                        contender.Runs.Add(ProcessRun.Of(contender.Command));
                        Console.Error.WriteLine($"{name}, {rows} rows: {contender.Name} {contender.Runs[^1].Wall:0.00} s");
                    }
                }
                Add(text, name, rows, contenders);
            }
        }
        Write(options, text.ToString());
        return 0;
    }

    private static List<Contender> Contenders(WholeProcessOptions options, string key, string model, int rows)
    {
        string At(string name) => Path.Combine(options.Work, name);
        var train = WholeProcess.Table(At($"train-{rows}x{Columns}-2.csv"), rows, Columns, 2);
        var test = WholeProcess.Table(At($"test-{TestRows}x{Columns}-2.csv"), TestRows, Columns, 2, draw: 2);
        var config = At($"train-{key}-{rows}.json");
        File.WriteAllText(config,
            $$"""
            { "task": "binary", "seed": 1,
              "data": { "train": "{{train}}", "test": "{{test}}", "label": { "column": "label", "positive": "1" }, "numeric": "rest" },
              "model": {{model}} }
            """);
        var self = Path.Combine(AppContext.BaseDirectory, "Pipeline.Benchmarks.dll");
        // Spinning threads would measure what else the machine does: everybody's wait.
        string[] waiting = ["env", "OMP_WAIT_POLICY=PASSIVE", "dotnet"];
        var contenders = new List<Contender>
        {
            new("Pipeline", ["dotnet", options.Program, "train", config, "--out", At($"run-train-{key}")]),
            new("ML.NET, bare program", [.. waiting, self, "bare", key, train, test, At($"bare-{key}.zip")]),
        };
        if (key == "lightgbm")
            contenders.Add(new("LightGBM's own library, without a test", [.. waiting, self, "lightgbm", train, At("lightgbm.txt")]));
        return contenders;
    }

    private static void Add(StringBuilder text, string name, int rows, List<Contender> contenders)
    {
        var matrix = (double)rows * Columns * sizeof(float) / (1 << 20);
        foreach (var contender in contenders)
        {
            var peak = contender.Runs.Max(run => run.PeakMiB);
            text.Append(CultureInfo.InvariantCulture,
                $"| {(contender == contenders[0] ? name : "")} | {rows:N0} | {contender.Name} | {contender.Median:0.00} | {contender.Best.Wall:0.00} ")
                .Append(CultureInfo.InvariantCulture, $"| {contender.MedianCpu:0.00} | {peak:N0} | {(peak - 150) / matrix:0.0} ")
                .Append(CultureInfo.InvariantCulture, $"| {contenders[0].Median / contender.Median:0.00} ")
                .Append(CultureInfo.InvariantCulture, $"| {contenders[0].MedianCpu / contender.MedianCpu:0.00} |\n");
        }
    }

    private static void Write(WholeProcessOptions options, string table)
    {
        var document = string.Create(CultureInfo.InvariantCulture,
            $"""
            <!-- Written by: dotnet run -c Release --project src/Pipeline.Benchmarks -- train --out docs/benchmarks-train.md -->
            # Whole trainings: CSV in, model out, other rows measured

            From the start of the process to its end, {options.Repeats} runs each, contenders in turns; a synthetic table of {Columns} numbers with six
            decimals, in the page cache. Each reads the table, fits on all of its rows, saves the model and measures {TestRows:N0} rows of
            another file; LightGBM's own library stops at its model file. Pipeline also records, checks and re-opens what it saved.
            Memory is the most of all runs; beside it, what is above 150 MiB as a multiple of the rows as float32.
            The last two columns are our median divided by that of the row.

            Processor: {BenchmarkReport.Processor()}, {Environment.ProcessorCount} cores.

            | model | rows | program | median, s | best, s | CPU, s | peak, MiB | (peak − 150) / matrix | ours / it | ours / it, CPU |
            |---|---:|---|---:|---:|---:|---:|---:|---:|---:|

            """) + table;
        if (options.Out is { } path)
            File.WriteAllText(path, document);
        else
            Console.Write(document);
    }
}

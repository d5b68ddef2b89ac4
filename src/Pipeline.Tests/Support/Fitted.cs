using System.Collections.Concurrent;
using Pipeline.Configuration;
using Pipeline.Files;
using Pipeline.Runs;
using Pipeline.Tables;
using Pipeline.Training.Chain;
using Pipeline.Training.Rows;

namespace Pipeline.Tests.Support;

/// <summary>A chain fitted on one of the demo tables, with all rows of that table.</summary>
/// <param name="Fit">The fitted chain.</param>
/// <param name="Batch">All rows, typed as the model types them.</param>
/// <param name="Split">Which rows it was fitted on.</param>
internal sealed record Fitted(FitResult Fit, RowBatch Batch, Split Split)
{
    private static readonly ConcurrentDictionary<string, Lazy<Fitted>> shared = new(StringComparer.Ordinal);

    /// <summary>Fits a demo config with overrides, gates left out.</summary>
    public static Fitted Demo(string name, params string[] sets)
    {
        var path = Repository.PathOf($"configs/{name}.jsonc");
        return Of(path, ["gates={}", .. sets]);
    }

    /// <summary>The same, fitted once for all tests that only read it.</summary>
    public static Fitted SharedDemo(string name, params string[] sets) =>
        shared.GetOrAdd(string.Join('\n', [name, .. sets]), _ => new Lazy<Fitted>(() => Demo(name, sets))).Value;

    /// <summary>Fits a config.</summary>
    public static Fitted Of(string path, params string[] sets)
    {
        var config = ConfigReader.Read(path, sets);
        var files = InputFiles.Resolve(config.Data.Train, Path.GetDirectoryName(path)!);
        var table = TrialRows.Read(config, files).Table;
        return new Fitted(ChainTrainer.Fit(config, table.Batch, table.Split.Train), table.Batch, table.Split);
    }
}

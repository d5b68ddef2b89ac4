using System.Collections.Concurrent;
using Pipeline.Configuration;
using Pipeline.Files;
using Pipeline.Tables;
using Pipeline.Tables.Sources;
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
        var roles = ColumnRoles.Resolve(config, TableSources.ReadHeader(files[0], config.Data.Separator, config.Data.Form()), files[0].Display);
        var table = TrainingTable.Read(config, TrainingSchema.Of(config, roles, KeyColumns.Of(config, files)), files, [], new BadRowLog(BadRowPolicy.Stop, null), null, default);
        return new Fitted(ChainTrainer.Fit(config, table.Batch, table.Split.Train), table.Batch, table.Split);
    }
}

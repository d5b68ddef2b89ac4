using Pipeline.Configuration;
using Pipeline.Configuration.Records;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Tables.Sources;
using Pipeline.Tests.Support;
using Pipeline.Training.Chain;
using Pipeline.Training.Rows;

namespace Pipeline.Tests.Training.Chain;

/// <summary>Fits the chain of a config on every row of a table, or on chosen ones, without files for the results.</summary>
internal static class Fits
{
    /// <summary>What a config says, read from a file as every config is.</summary>
    public static RunConfig Config(Scratch scratch, string json) => ConfigReader.Read(scratch.Write("run.jsonc", json), []);

    /// <summary>A regression of column y on numeric and categorical columns, as text of a config.</summary>
    public static string Regression(string columns, string rest = "", string model = "\"trainer\": \"fastTree\", \"options\": { \"numberOfTrees\": 5 }") =>
        $$"""
        { "task": "regression", "data": { "train": "table.csv", "label": { "column": "y" }, {{columns}} },
          "model": { {{model}} }{{(rest.Length > 0 ? "," : "")}} {{rest}} }
        """;

    /// <summary>The same of a binary label y, 1 or 0.</summary>
    public static string Binary(string columns, string rest = "", string model = "\"trainer\": \"lbfgsLogisticRegression\"") =>
        $$"""
        { "task": "binary", "data": { "train": "table.csv", "label": { "column": "y", "positive": "1" }, {{columns}} },
          "model": { {{model}} }{{(rest.Length > 0 ? "," : "")}} {{rest}} }
        """;

    /// <summary>Fits on the rows of table.csv in the scratch directory.</summary>
    public static FitResult Fit(Scratch scratch, string json, int[]? rows = null)
    {
        var config = Config(scratch, json);
        var batch = Table(scratch, config);
        return ChainTrainer.Fit(config, batch, rows ?? [.. Enumerable.Range(0, batch.Count)]);
    }

    /// <summary>table.csv as train reads it.</summary>
    public static RowBatch Table(Scratch scratch, RunConfig config)
    {
        var path = scratch.At("table.csv");
        var roles = ColumnRoles.Resolve(config, TableSources.ReadHeader(InputFiles.Resolve([path], "")[0], ','), path);
        return FileRows.Read(path, TrainingSchema.Of(config, roles, KeyColumns.Of(config, InputFiles.Resolve([path], ""))));
    }

    /// <summary>The scores of the rows of table.csv.</summary>
    public static float[] Scores(Scratch scratch, FittedModel model, string table = "table.csv") => FileRows.Score(model, scratch.At(table)).Score.ToArray();
}

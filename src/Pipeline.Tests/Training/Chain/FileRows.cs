using Pipeline.Artifacts;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Tables.Sources;

namespace Pipeline.Tests.Training.Chain;

/// <summary>The road of score, without the command line: read a file as a model wants it, and score it.</summary>
internal static class FileRows
{
    /// <summary>All rows of a file.</summary>
    public static RowBatch Read(string path, TableSchema schema)
    {
        using var reader = new TableReader(TableSources.Open(InputFiles.Resolve([path], ""), schema), new BadRowLog(BadRowPolicy.Stop, null));
        var batch = new RowBatch(schema);
        reader.ReadAll(batch);
        return batch;
    }

    /// <summary>All fields of a file as they stand there.</summary>
    public static RowBatch Texts(string path, char separator = ',')
    {
        var header = TableSources.ReadHeader(InputFiles.Resolve([path], "")[0], separator);
        return Read(path, new TableSchema { Columns = header.Select(name => new ReadColumn(name, FieldKind.Text)).ToList(), Separator = separator });
    }

    public static Predictions Score(string zip, string path) => Score(ModelZipReader.Open(zip).Model, path);

    public static Predictions Score(FittedModel model, string path) => Score(model, Read(path, ReadSchemas.ForScoring(model.Signature, [])));

    public static Predictions Score(FittedModel model, RowBatch batch)
    {
        using var compiled = CompiledModel.Compile(model);
        return compiled.Score(batch);
    }
}

using Pipeline.Configuration.Records;
using Pipeline.Tables;
using Pipeline.Tests.Tables;

namespace Pipeline.Tests.Training.Rows;

/// <summary>Tables to split, with the keys that a run gives their rows.</summary>
internal static class SplitTables
{
    /// <summary>Reads rows with the whole record, or some columns, as their key.</summary>
    public static RowBatch Read(string header, IEnumerable<string> rows, (string Name, FieldKind Kind)[] columns, params string[] key) =>
        ReadFiles([(header, [.. rows])], columns, key);

    /// <summary>The same of several files.</summary>
    public static RowBatch ReadFiles((string Header, string[] Rows)[] files, (string Name, FieldKind Kind)[] columns, params string[] key)
    {
        string[] record = [.. files[0].Header.Split(',').Order(StringComparer.Ordinal)];
        var schema = SmallTables.Schema(columns) with { Keys = [key.Length > 0 ? key : record, record] };
        return SmallTables.Read(schema, [.. files.Select(file => SmallTables.Text($"{file.Header}\n{string.Join('\n', file.Rows)}\n"))]).Batch;
    }

    /// <summary>A split of a kind, with the column that the kind needs.</summary>
    public static SplitConfig Config(SplitBy by, double fraction = 0.2) => new()
    {
        By = by,
        TestFraction = fraction,
        Column = by switch { SplitBy.Group => "g", SplitBy.Time => "t", SplitBy.Column => "s", _ => null },
    };
}

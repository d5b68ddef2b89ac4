using System.Globalization;
using System.Text;
using Pipeline.Model.Problems;

namespace Pipeline.Tests.Tables.Sources;

/// <summary>A table of typed columns in memory.</summary>
/// <param name="Name">How messages name it.</param>
/// <param name="Headers">Its columns.</param>
/// <param name="Columns">[columns] numbers (double[], NaN where missing) or texts (string[]), all of one length.</param>
/// <param name="Rows">How many rows.</param>
internal sealed record MemoryPart(string Name, string[] Headers, Array[] Columns, int Rows)
{
    /// <summary>What ends it before its end, or null.</summary>
    public DataException? Failure { get; init; }

    /// <summary>Some of its rows.</summary>
    public MemoryPart Slice(int start, int rows, string name) =>
        this with { Name = name, Rows = rows, Columns = Array.ConvertAll(Columns, column => Cut(column, start, rows)) };

    /// <summary>The same with the columns in another order.</summary>
    public MemoryPart Reordered(params int[] order) =>
        this with { Headers = Array.ConvertAll(order, i => Headers[i]), Columns = Array.ConvertAll(order, i => Columns[i]) };

    /// <summary>A value as text: numbers as the shortest text that reads back.</summary>
    public string Text(int column, int row) => Columns[column] is double[] numbers
        ? double.IsNaN(numbers[row]) ? "" : numbers[row].ToString("R", CultureInfo.InvariantCulture)
        : ((string[])Columns[column])[row];

    /// <summary>A row as a record of CSV, without its line end.</summary>
    public string Record(int row) => string.Join(',', Enumerable.Range(0, Columns.Length).Select(column => Quoted(Text(column, row))));

    /// <summary>All of it as CSV.</summary>
    public string Csv() => new StringBuilder(string.Join(',', Headers)).Append('\n')
        .AppendJoin("", Enumerable.Range(0, Rows).Select(row => $"{Record(row)}\n")).ToString();

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static Array Cut(Array column, int start, int rows)
    {
        var cut = Array.CreateInstance(column.GetType().GetElementType()!, rows);
        Array.Copy(column, start, cut, 0, rows);
        return cut;
    }
}

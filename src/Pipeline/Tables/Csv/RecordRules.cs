using System.Text;

namespace Pipeline.Tables.Csv;

/// <summary>Tells records that are no rows: lines without any character, comments, rows of separators only, and the header once more.</summary>
internal sealed class RecordRules(TableSchema schema)
{
    /// <summary>What is expected instead of a row of separators only.</summary>
    public const string ExpectedValues = "values in it (--blank-rows skip leaves such rows out, --blank-rows score takes every field as missing)";

    /// <summary>What a row of separators only is called.</summary>
    public const string Blank = "a row of separators only";

    private readonly byte separator = (byte)schema.Separator;
    private readonly bool trims = schema.Form.Trim;
    private readonly byte[]? comment = schema.Form.Comment is { } text ? Encoding.UTF8.GetBytes(text) : null;

    /// <summary>What becomes of rows of separators only.</summary>
    public BlankRowPolicy BlankRows => schema.BlankRows;

    /// <summary>Whether a record is nothing at all, or a comment.</summary>
    public bool IsNothing(ReadOnlySpan<byte> record, BoundTable table) =>
        (record.IsEmpty && table.Headers.Count > 1) || (comment is not null && record.StartsWith(comment));

    /// <summary>Whether a record of a table of more than one column holds separators only.</summary>
    public bool IsBlank(ReadOnlySpan<byte> record, BoundTable table)
    {
        if (record.IsEmpty || (record[0] != separator && !trims) || table.Headers.Count == 1)
            return false;
        return trims
            ? record.Contains(separator) && record.Trim(" \t"u8) is var rest && (rest.IsEmpty || rest.IndexOfAnyExcept(separator, (byte)' ', (byte)'\t') < 0)
            : record.IndexOfAnyExcept(separator) < 0;
    }

    /// <summary>Whether a record is the header's, byte for byte. In a table of one column that may well be a value.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> record, BoundTable table) =>
        table.HeaderRecord.Length == record.Length && table.Headers.Count > 1 && record.SequenceEqual(table.HeaderRecord);

    /// <summary>Whether the fields of a record that cannot be read as a row are the names of the columns.</summary>
    public bool IsHeader<T>(T record, BoundTable table)
        where T : struct, ICsvRecord
    {
        if (record.FieldCount != table.Headers.Count)
            return false;
        for (var i = 0; i < table.Headers.Count; i++)
        {
            var field = Encoding.UTF8.GetString(record.Field(i));
            if ((trims ? field.Trim(' ', '\t') : field) != table.Headers[i])
                return false;
        }
        return true;
    }

    /// <summary>What a header among the rows is, and what was expected.</summary>
    public (string Found, string Expected) Header => schema.Form.Names is null
        ? ("the header once more", "rows behind the one header (of files that were joined, only the first keeps its header line)")
        : ("the names of the columns", "rows alone, since data.names tells the columns (files with a header line need no data.names)");
}

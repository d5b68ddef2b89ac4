using System.Text;
using CsvHelper;
using Pipeline.Tables;
using Pipeline.Tables.Csv;

namespace Pipeline.Tests.Tables.Csv;

/// <summary>Reads tables record by record with CsvHelper, from the first to the last: what cutting them in stretches is held against.</summary>
internal static class OneByOneReader
{
    /// <summary>Adds all rows of some tables to a batch.</summary>
    public static ReadAccount Read(TableSchema schema, RowBatch batch, BadRowLog badRows, IReadOnlyList<byte[]> tables)
    {
        using var source = new CsvTableSource([], schema);
        var account = new ReadAccount(badRows);
        foreach (var table in tables)
        {
            var stretch = new CsvStretch(source);
            CsvMalformedReason? malformed = null;
            using var reader = CsvReader.Create(new MemoryStream(table), CsvReaderOptions.Default with
            {
                Separator = schema.Separator,
                TrackLineNumbers = true,
                SkipEmptyLines = false,
                OnMalformedRecord = record => malformed = record.Reason,
            });
            var names = schema.Columns.Select(column => column.Name).ToArray();
            stretch.Begin(new BoundTable("stdin", reader.Headers.ToArray(), HeaderBinding.Bind(names, reader.Headers, "stdin:1", schema.Separator), []));
            for (malformed = null; reader.Read(); malformed = null)
                stretch.Add(new OneByOneRecord(reader, 0, malformed), batch);
            account.Settle(stretch.Findings);
        }
        account.Close();
        return account;
    }

    /// <summary>All that is in a batch, as text.</summary>
    public static string Show(RowBatch batch)
    {
        var text = new StringBuilder();
        for (var column = 0; column < batch.Schema.Columns.Count; column++)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                if (batch.NumbersOrNone(column) is { } numbers)
                    text.Append(BitConverter.DoubleToInt64Bits(numbers[row]));
                else if (batch.TextsOrNone(column) is { } strings)
                    text.Append(strings[row]);
                else if (batch.CategoriesOrNone(column) is { } categories)
                    text.Append(categories[row]);
                else
                    text.Append(Convert.ToHexString(batch.Utf8(column, row)));
                text.Append('|');
            }
            text.Append('\n');
        }
        return text.ToString();
    }
}

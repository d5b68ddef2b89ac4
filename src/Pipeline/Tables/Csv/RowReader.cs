using System.Globalization;
using System.Text;
using CsvHelper;
using Pipeline.Files.Recoding;
using Pipeline.Tables.Fields;

namespace Pipeline.Tables.Csv;

/// <summary>Reads records into rows: the one definition of what a row of CSV is, however its fields have been told apart.</summary>
/// <param name="fields">How fields are read.</param>
/// <param name="findings">Hears what stands in columns of numbers beside numbers.</param>
internal sealed class RowReader(FieldReader fields, StretchFindings findings)
{
    private readonly TableSchema schema = fields.Schema;
    private readonly FieldKind[] kinds = fields.Schema.Kinds();
    private readonly RowTexts texts = new(fields);
    private readonly RecordKeys keys = new();
    private readonly PlainNumberRule[] plain = PlainNumberRule.Of(fields.Rules);
    private readonly bool arePlainest = fields.Rules.All(rule => rule.IsPlain && rule.MissingNumbers.Length == 0);
    private readonly bool trims = fields.Schema.Form.Trim;
    private readonly List<BadField> bad = [];

    /// <summary>Adds the row of a record to a batch, or says what is wrong with it.</summary>
    public BadRow? Read<T>(T record, BoundTable table, RowBatch batch)
        where T : struct, ICsvRecord
    {
        bad.Clear();
        texts.Begin();
        if (record.Malformed is (null or CsvMalformedReason.FieldCountMismatch) && record.FieldCount == table.Headers.Count && record.IsValid)
            ReadFields(record, table, batch);
        else
            DescribeRecord(record, table);
        if (bad.Count > 0)
            return Bad(record);
        foreach (var column in texts.Unseen)
            batch.AddUnseen(column, Text(record, table.Positions[column]));
        SetKeys(record, table, batch);
        batch.Commit();
        return null;
    }

    private void SetKeys<T>(T record, BoundTable table, RowBatch batch)
        where T : struct, ICsvRecord
    {
        var key = default(RowKey);
        for (var i = 0; i < table.KeyPositions.Length; i++)
        {
            if (i == 0 || !ReferenceEquals(table.KeyPositions[i], table.KeyPositions[i - 1]))
                key = keys.Of(record, table.KeyPositions[i]);
            batch.SetKey(i, key, new RowOrigin(table.File, record.Line));
        }
    }

    /// <summary>A record that is no row, whatever its fields are.</summary>
    public BadRow Refuse<T>(T record, BoundTable table, string found, string expected)
        where T : struct, ICsvRecord
    {
        bad.Clear();
        AddBad(record, table, 0, "", found, expected);
        return Bad(record);
    }

    /// <summary>The row of a record in which something is bad. A quote may have taken in other rows: all lines are named and counted.</summary>
    private BadRow Bad<T>(T record)
        where T : struct, ICsvRecord
    {
        var lines = Quoting.Lines(record.Raw);
        if (lines > 1)
            bad[0] = bad[0] with { Found = $"{bad[0].Found}, in a row that takes in {Quoting.Extent(record.Line, lines)}" };
        return new BadRow([.. bad], record.Raw.ToArray(), lines);
    }

    private void ReadFields<T>(T record, BoundTable table, RowBatch batch)
        where T : struct, ICsvRecord
    {
        var row = batch.Reserve();
        var plainest = arePlainest;
        var positions = table.Positions;
        for (var i = 0; i < kinds.Length; i++)
        {
            var (kind, position) = (kinds[i], positions[i]);
            string? expected;
            if (batch.NumbersOrNone(i) is { } numbers)
            {
                if ((plainest || plain[i].IsPlain) && record.TryPlainNumber(position, out var value) && (kind != FieldKind.Weight || value >= 0)
                    && (plainest || !plain[i].IsMissing(value)))
                {
                    numbers[row] = kind == FieldKind.Single ? (float)value : value;
                    continue;
                }
                expected = fields.Number(i, Text(record, position), kind, out numbers[row]);
                if (expected is not null)
                    findings.TallyOf(i).Add(Text(record, position));
                else if (double.IsNaN(numbers[row]))
                    findings.TallyOf(i).Missing++;
            }
            else
            {
                expected = texts.Put(Text(record, position), i, batch, row);
            }
            if (expected is not null)
            {
                var hint = MissingMarkers.Hint(Text(record, position), schema.Columns[i], fields.Rules[i]);
                AddBad(record, table, position, schema.Columns[i].Name, Quoting.Show(record.Field(position)), expected + hint);
            }
        }
    }

    /// <summary>What a field means, without blanks around it where they are to be taken off.</summary>
    private ReadOnlySpan<byte> Text<T>(T record, int position)
        where T : struct, ICsvRecord => trims ? record.Field(position).Trim(" \t"u8) : record.Field(position);

    private void DescribeRecord<T>(T record, BoundTable table)
        where T : struct, ICsvRecord
    {
        var headers = table.Headers.Count;
        if (record.Malformed is { } reason && reason != CsvMalformedReason.FieldCountMismatch)
        {
            var field = Quoting.FirstBad(record);
            AddBad(record, table, field, field < headers ? table.Headers[field] : "", Quoting.Describe(reason, record, field), Quoting.Expected);
        }
        else if (!record.IsValid)
        {
            var field = 0;
            while (System.Text.Unicode.Utf8.IsValid(record.RawField(field)))
                field++;
            var (found, expected) = Encodings.Describe(record.RawField(field));
            AddBad(record, table, field, field < headers ? table.Headers[field] : "", found, expected);
        }
        else
        {
            var expected = string.Create(CultureInfo.InvariantCulture, $"{headers:N0} fields as in the header");
            var found = string.Create(CultureInfo.InvariantCulture, $"a row of {record.FieldCount:N0} fields");
            AddBad(record, table, Math.Min(record.FieldCount - 1, headers), "", found, expected);
        }
    }

    private void AddBad<T>(T record, BoundTable table, int field, string name, string found, string expected)
        where T : struct, ICsvRecord
    {
        var offset = 0;
        for (var i = 0; i < field; i++)
            offset += record.RawField(i).Length + 1;
        var before = record.Raw[..offset];
        bad.Add(new BadField(table.File, record.Line + Quoting.LineBreaks(before),
            Encoding.UTF8.GetCharCount(before[(before.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)..]) + 1, name, found, expected));
    }
}

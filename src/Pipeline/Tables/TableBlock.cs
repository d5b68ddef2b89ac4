using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables.Csv;

namespace Pipeline.Tables;

/// <summary>
/// A stretch of a table on its way: taken from a <see cref="TableSource"/> in order, parsed by whichever thread took it, settled by a
/// <see cref="ReadAccount"/> in order. Reused from stretch to stretch.
/// </summary>
internal sealed class TableBlock(TableSource source)
{
    private readonly BlockIndex index = new((byte)source.Schema.Separator);
    private readonly RowReader rows = new(source.Fields);
    private readonly RecordRules rules = new(source.Schema);
    private readonly List<BadRow> bad = [];

    /// <summary>The records, where they are still to be parsed.</summary>
    public CsvBlock Text { get; } = new();

    /// <summary>The file; null before it is opened.</summary>
    public BoundTable? Table { get; private set; }

    /// <summary>Rows found, bad ones included.</summary>
    public long Records { get; private set; }

    /// <summary>Rows of separators only that were left out; they are none of the records.</summary>
    public long BlankRows { get; private set; }

    /// <summary>[columns] what stood in columns of numbers beside numbers, in all stretches that this held.</summary>
    public IReadOnlyList<NumberTally?> Tallies => rows.Tallies;

    /// <summary>Those that cannot be read, in order.</summary>
    public IReadOnlyList<BadRow> Bad => bad;

    /// <summary>Bytes of all files read when this was taken, as stored.</summary>
    public long BytesRead { get; set; }

    /// <summary>The file, its rows not counted, where it ends behind this stretch; else null.</summary>
    public FileFingerprint? Ended { get; set; }

    /// <summary>What keeps the reading from going on behind this stretch, or null.</summary>
    public DataException? Failure { get; set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        (Table, Records, BlankRows, BytesRead, Ended, Failure) = (null, 0, 0, 0, null, null);
        Text.Length = 0;
        bad.Clear();
    }

    /// <summary>Which file the records are of.</summary>
    public void Begin(BoundTable table) => Table = table;

    /// <summary>Reads the records that were taken into a batch.</summary>
    public void Parse(RowBatch batch)
    {
        if (Text.Length == 0)
            return;
        index.Begin(Text);
        while (index.Next())
            Add(new BlockRecord(index), batch);
    }

    /// <summary>Reads a record, if it is one, into a batch.</summary>
    public void Add<T>(T record, RowBatch batch)
        where T : struct, ICsvRecord
    {
        var table = Table!;
        var raw = record.Raw;
        if (rules.IsNothing(raw, table))
            return;
        var isBlank = rules.BlankRows != BlankRowPolicy.Score && rules.IsBlank(raw, table);
        if (isBlank && rules.BlankRows == BlankRowPolicy.Skip)
        {
            BlankRows++;
            return;
        }
        Records++;
        if (isBlank)
            bad.Add(rows.Refuse(record, table, RecordRules.Blank, RecordRules.ExpectedValues));
        else if (RecordRules.IsHeader(raw, table))
            bad.Add(Header(record, table));
        else if (rows.Read(record, table, batch) is { } wrong)
            bad.Add(rules.IsHeader(record, table) ? Header(record, table) : wrong);
    }

    private BadRow Header<T>(T record, BoundTable table)
        where T : struct, ICsvRecord => rows.Refuse(record, table, rules.Header.Found, rules.Header.Expected);
}

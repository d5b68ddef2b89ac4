namespace Pipeline.Tables.Csv;

/// <summary>Records of a CSV file, cut off under the lock without a look at their fields, and read by the thread that took them.</summary>
internal sealed class CsvStretch : ITableStretch
{
    private readonly CsvTableSource source;
    private readonly BlockIndex index;
    private readonly RowReader rows;
    private readonly RecordRules rules;
    private BoundTable? table;

    /// <summary>A stretch of a source.</summary>
    public CsvStretch(CsvTableSource source)
    {
        this.source = source;
        Findings = new StretchFindings(source.Schema.Columns.Count);
        index = new BlockIndex((byte)source.Schema.Separator);
        rows = new RowReader(source.Fields, Findings);
        rules = new RecordRules(source.Schema);
    }

    /// <inheritdoc/>
    public StretchFindings Findings { get; }

    /// <summary>The records, where they are still to be parsed.</summary>
    public CsvBlock Text { get; } = new();

    /// <inheritdoc/>
    public bool Take(RowBatch batch, int rows, CancellationToken cancel)
    {
        Text.Length = 0;
        Findings.Clear();
        return source.Take(this, batch, rows, cancel);
    }

    /// <inheritdoc/>
    public void Parse(RowBatch batch)
    {
        if (Text.Length == 0)
            return;
        index.Begin(Text);
        while (index.Next())
            Add(new BlockRecord(index), batch);
    }

    /// <summary>Which file the records are of.</summary>
    internal void Begin(BoundTable bound) => table = bound;

    /// <summary>Reads a record, if it is one, into a batch.</summary>
    internal void Add<T>(T record, RowBatch batch)
        where T : struct, ICsvRecord
    {
        var bound = table!;
        var raw = record.Raw;
        if (rules.IsNothing(raw, bound))
            return;
        var isBlank = rules.BlankRows != BlankRowPolicy.Score && rules.IsBlank(raw, bound);
        if (isBlank && rules.BlankRows == BlankRowPolicy.Skip)
        {
            Findings.BlankRows++;
            return;
        }
        Findings.Records++;
        if (isBlank)
            Findings.Add(rows.Refuse(record, bound, RecordRules.Blank, RecordRules.ExpectedValues));
        else if (RecordRules.IsHeader(raw, bound))
            Findings.Add(Header(record, bound));
        else if (rows.Read(record, bound, batch) is { } wrong)
            Findings.Add(rules.IsHeader(record, bound) ? Header(record, bound) : wrong);
    }

    private BadRow Header<T>(T record, BoundTable bound)
        where T : struct, ICsvRecord => rows.Refuse(record, bound, rules.Header.Found, rules.Header.Expected);
}

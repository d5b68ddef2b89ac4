using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tables;

/// <summary>
/// Reads the rows of a source, in order, on the calling thread. A row that cannot be read is never passed on.
/// </summary>
/// <param name="source">The source; disposed with the reader.</param>
/// <param name="badRows">What becomes of rows that cannot be read.</param>
internal sealed class TableReader(ITableSource source, BadRowLog badRows) : IDisposable
{
    private readonly ReadAccount account = new(badRows);
    private readonly ITableStretch stretch = source.NewStretch();

    /// <summary>What became of rows that could not be read.</summary>
    public BadRowLog BadRows => badRows;

    /// <summary>What is read.</summary>
    public TableSchema Schema => source.Schema;

    /// <summary>Rows of separators only that were left out.</summary>
    public long BlankRows => account.BlankRows;

    /// <summary>Rows found, bad ones included.</summary>
    public long Records { get; private set; }

    /// <summary>[columns] what stood in columns of numbers beside numbers.</summary>
    internal IReadOnlyList<NumberTally?> Tallies => stretch.Findings.Tallies;

    /// <summary>Size of all files as stored; null where standard input is among them.</summary>
    public long? TotalBytes => source.TotalBytes;

    /// <summary>Bytes read so far, as stored.</summary>
    public long BytesRead => account.BytesRead;

    /// <summary>The files read to their end, in order.</summary>
    public IReadOnlyList<FileFingerprint> Fingerprints => account.Fingerprints;

    /// <summary>Columns of the files that the schema does not ask for.</summary>
    public IReadOnlyCollection<string> UnusedColumns => source.UnusedColumns;

    /// <summary>Adds the next rows to the batch, up to <paramref name="rows"/>; false once none is left to add.</summary>
    /// <exception cref="DataException">A file or its header cannot be read, which ends the run there; or rows cannot, and then all that follow have been looked through.</exception>
    public bool Read(RowBatch batch, int rows, CancellationToken cancel = default)
    {
        var start = batch.Count;
        while (stretch.Take(batch, rows, cancel))
        {
            stretch.Parse(batch);
            Records += stretch.Findings.Records;
            account.Settle(stretch.Findings);
            if (account.IsStopped)
                batch.Truncate(start);
            else if (batch.Count > start)
                return true;
        }
        account.Close();
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();
}

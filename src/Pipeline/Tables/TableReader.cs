using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables.Csv;

namespace Pipeline.Tables;

/// <summary>
/// Reads the rows of one or more files, in order, on the calling thread. Columns are bound by name in each file, types come from the
/// schema, and a row that cannot be read is never passed on.
/// </summary>
/// <param name="files">The files.</param>
/// <param name="schema">What to read of them.</param>
/// <param name="badRows">What becomes of rows that cannot be read.</param>
internal sealed class TableReader(IReadOnlyList<InputFile> files, TableSchema schema, BadRowLog badRows) : IDisposable
{
    private readonly TableSource source = new(files, schema);
    private readonly ReadAccount account = new(badRows);
    private TableBlock? block;

    /// <summary>What became of rows that could not be read.</summary>
    public BadRowLog BadRows => badRows;

    /// <summary>What is read.</summary>
    public TableSchema Schema => schema;

    /// <summary>Rows of separators only that were left out.</summary>
    public long BlankRows => account.BlankRows;

    /// <summary>Rows found, bad ones included.</summary>
    public long Records { get; private set; }

    /// <summary>[columns] what stood in columns of numbers beside numbers.</summary>
    internal IReadOnlyList<NumberTally?> Tallies => block?.Tallies ?? [];

    /// <summary>Size of all files as stored; null where standard input is among them.</summary>
    public long? TotalBytes => source.TotalBytes;

    /// <summary>Bytes read so far, as stored.</summary>
    public long BytesRead => source.BytesRead;

    /// <summary>The files read to their end, in order.</summary>
    public IReadOnlyList<FileFingerprint> Fingerprints => account.Fingerprints;

    /// <summary>Columns of the files that the schema does not ask for.</summary>
    public IReadOnlyCollection<string> UnusedColumns => source.UnusedColumns;

    /// <summary>The header of a file.</summary>
    /// <exception cref="DataException">The file cannot be read or has no header.</exception>
    public static IReadOnlyList<string> ReadHeader(InputFile file, char separator, TableForm? form = null)
    {
        // What a pipe gave is gone, and whoever reads the rows after this would miss it, or wait for ever.
        if (file.Stream is null && FileStatus.Of(file.Path) is { Kind: FileKind.Pipe })
            throw new DataException(file.Display, "a pipe, which can be read once", "a file, since the header is read before the rows", "Write it to a file first.");
        using var source = CsvSource.Open(file, separator, form ?? TableForm.Plain);
        return source.Headers;
    }

    /// <summary>Adds the next rows to the batch, up to <paramref name="rows"/>; false once none is left to add.</summary>
    /// <exception cref="DataException">A file or its header cannot be read, which ends the run there; or rows cannot, and then all that follow have been looked through.</exception>
    public bool Read(RowBatch batch, int rows, CancellationToken cancel = default)
    {
        block ??= new TableBlock(source);
        var start = batch.Count;
        while (source.Take(block, batch, rows, cancel))
        {
            block.Parse(batch);
            Records += block.Records;
            account.Settle(block);
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

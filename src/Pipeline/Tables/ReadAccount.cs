using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tables;

/// <summary>What has been read: stretch after stretch, in the order in which they were taken.</summary>
/// <param name="badRows">What becomes of rows that could not be read.</param>
internal sealed class ReadAccount(BadRowLog badRows)
{
    private readonly List<FileFingerprint> fingerprints = [];
    private NumberTally?[] tallies = [];
    private long rowsOfFile;

    /// <summary>Rows found, bad ones included.</summary>
    public long Records { get; private set; }

    /// <summary>[columns] what stood in columns of numbers beside numbers; null where nothing did.</summary>
    public IReadOnlyList<NumberTally?> Tallies => tallies;

    /// <summary>Rows that could be read.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows of separators only that were left out.</summary>
    public long BlankRows { get; private set; }

    /// <summary>Rows that could not be read.</summary>
    public BadRowLog BadRows => badRows;

    /// <summary>The files read to their end, in order.</summary>
    public IReadOnlyList<FileFingerprint> Fingerprints => fingerprints;

    /// <summary>Bytes read so far, as stored.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Whether a row could not be read and so none goes on; the rest is read to tell what else is wrong.</summary>
    public bool IsStopped => badRows.Stops && badRows.Rows > 0;

    /// <summary>Takes the next stretch, once it is parsed.</summary>
    /// <exception cref="DataException">The reading cannot go on, or more rows are bad than are allowed.</exception>
    internal void Settle(StretchFindings found)
    {
        Records += found.Records;
        Tally(found);
        foreach (var row in found.Bad)
            badRows.Add(row);
        if (found.Failure is { } failure)
            throw IsStopped ? badRows.With(failure) : failure;
        Rows += found.Records - found.Bad.Count;
        BlankRows += found.BlankRows;
        rowsOfFile += found.Records;
        BytesRead = found.BytesRead;
        if (found.Ended is { } file)
        {
            fingerprints.Add(file with { Rows = rowsOfFile });
            rowsOfFile = 0;
        }
    }

    /// <summary>Takes note that nothing is left.</summary>
    /// <exception cref="DataException">There were bad rows where none may be, or no others.</exception>
    internal void Close() => badRows.ThrowIfStopped(Rows);

    private void Tally(StretchFindings found)
    {
        if (tallies.Length < found.Tallies.Count)
            Array.Resize(ref tallies, found.Tallies.Count);
        foreach (var column in found.Tallied)
            (tallies[column] ??= new()).Add(found.Tallies[column]!);
    }
}

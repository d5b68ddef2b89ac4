using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tables;

/// <summary>What there was in a stretch of a table beside its good rows. Reused from stretch to stretch.</summary>
/// <param name="columns">How many columns are read.</param>
internal sealed class StretchFindings(int columns)
{
    private readonly List<BadRow> bad = [];
    private readonly NumberTally?[] tallies = new NumberTally?[columns];
    private readonly List<int> tallied = [];

    /// <summary>Rows found, bad ones included.</summary>
    public long Records { get; set; }

    /// <summary>Rows without any value that were left out; they are none of the records.</summary>
    public long BlankRows { get; set; }

    /// <summary>Rows that cannot be read, in order.</summary>
    public IReadOnlyList<BadRow> Bad => bad;

    /// <summary>[columns] what stood in columns of numbers beside numbers, of those that are <see cref="Tallied"/>.</summary>
    public IReadOnlyList<NumberTally?> Tallies => tallies;

    /// <summary>Columns in which something else than a number stood.</summary>
    public IReadOnlyList<int> Tallied => tallied;

    /// <summary>Bytes of all inputs read when the stretch was taken, as stored.</summary>
    public long BytesRead { get; set; }

    /// <summary>The file, its rows not counted, where it ends behind the stretch; else null.</summary>
    public FileFingerprint? Ended { get; set; }

    /// <summary>What keeps the reading from going on behind the stretch, or null.</summary>
    public DataException? Failure { get; set; }

    /// <summary>Begins with the next stretch.</summary>
    public void Clear()
    {
        (Records, BlankRows, BytesRead, Ended, Failure) = (0, 0, 0, null, null);
        bad.Clear();
        foreach (var column in tallied)
            tallies[column]!.Clear();
        tallied.Clear();
    }

    /// <summary>Adds a row that cannot be read; it is one of the records.</summary>
    public void Add(BadRow row) => bad.Add(row);

    /// <summary>To count what stands in a column of numbers beside numbers.</summary>
    public NumberTally TallyOf(int column)
    {
        var tally = tallies[column] ??= new();
        if (tally.IsEmpty)
            tallied.Add(column);
        return tally;
    }
}

using System.Globalization;
using Pipeline.Model.Problems;

namespace Pipeline.Tables;

/// <summary>Counts the rows that could not be read, keeps the first few reasons and passes rows on to the quarantine.</summary>
internal sealed class BadRowLog(BadRowPolicy policy, IBadRowSink? sink)
{
    private const int Listed = 10;
    private readonly List<Problem> first = [];
    private readonly List<string> columns = [];
    private long fields;

    /// <summary>Rows that could not be read.</summary>
    public long Rows { get; private set; }

    /// <summary>Lines that they take in: more than there are rows where a quote holds line ends, and perhaps rows.</summary>
    public long Lines { get; private set; }

    /// <summary>Whether rows may go on after a bad one.</summary>
    public bool Stops => !policy.Skip;

    /// <summary>The first bad fields.</summary>
    public IReadOnlyList<Problem> First => first;

    /// <summary>Takes a bad row.</summary>
    /// <exception cref="DataException">More lines are bad than the policy allows rows.</exception>
    internal void Add(BadRow row)
    {
        Rows++;
        Lines += row.Lines;
        fields += row.Fields.Count;
        foreach (var field in row.Fields.Take(Listed - first.Count))
        {
            first.Add(field.AsProblem());
            columns.Add(field.Name);
        }
        sink?.Write(row.Fields, row.Record);
        if (policy.Skip && Lines > policy.Max)
        {
            var most = string.Create(CultureInfo.InvariantCulture, $"more than {policy.Max:N0}");
            var lines = string.Create(CultureInfo.InvariantCulture, $"{Rows:N0} rows that take in {Lines:N0} lines, {most}");
            throw new DataException([.. first, Lines == Rows
                ? new Problem("bad rows", most, "at most that many (--max-bad)")
                : new Problem("bad rows", lines, "at most that many lines (--max-bad)")], fields + 1);
        }
    }

    /// <summary>The first bad fields but those of some columns.</summary>
    internal IEnumerable<Problem> FirstBut(IReadOnlySet<string> those) => first.Where((_, i) => !those.Contains(columns[i]));

    /// <summary>What was found so far, and then what ended the reading.</summary>
    internal DataException With(DataException end) => new([.. first, .. end.Problems], fields + end.Total, end);

    /// <summary>Fails where the policy lets no bad row pass, or where no other row is left: that is no empty day.</summary>
    /// <exception cref="DataException">There were bad rows.</exception>
    internal void ThrowIfStopped(long goodRows)
    {
        if (Rows > 0 && (Stops || goodRows == 0))
            throw new DataException(first, fields);
    }
}

/// <summary>Takes rows that could not be read.</summary>
internal interface IBadRowSink
{
    /// <summary>Writes a bad row.</summary>
    /// <param name="bad">What is wrong with it; at least one.</param>
    /// <param name="record">Its bytes, without the line break.</param>
    void Write(IReadOnlyList<BadField> bad, ReadOnlySpan<byte> record);
}

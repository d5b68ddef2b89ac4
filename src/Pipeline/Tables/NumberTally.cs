using System.Text;

namespace Pipeline.Tables;

/// <summary>What stood in a column of numbers beside numbers.</summary>
internal sealed class NumberTally
{
    private const int Kept = 3;
    private const int Longest = 40;
    private readonly List<string> examples = [];

    /// <summary>Fields that are missing.</summary>
    public long Missing { get; set; }

    /// <summary>Fields that are no numbers.</summary>
    public long Others { get; private set; }

    /// <summary>Whether nothing has been counted.</summary>
    public bool IsEmpty => Missing + Others == 0;

    /// <summary>The first few different ones.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>Counts a field that is no number.</summary>
    public void Add(ReadOnlySpan<byte> field)
    {
        Others++;
        if (examples.Count == Kept)
            return;
        var text = Encoding.UTF8.GetString(field[..Math.Min(field.Length, 4 * Longest)]);
        Keep(text.Length > Longest ? string.Concat(text.AsSpan(0, Longest), "…") : text);
    }

    /// <summary>Adds what stood in rows behind these.</summary>
    public void Add(NumberTally later)
    {
        Missing += later.Missing;
        Others += later.Others;
        foreach (var example in later.examples)
            Keep(example);
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        (Missing, Others) = (0, 0);
        examples.Clear();
    }

    private void Keep(string example)
    {
        if (examples.Count < Kept && !examples.Contains(example))
            examples.Add(example);
    }
}

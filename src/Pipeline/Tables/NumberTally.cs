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

    /// <summary>The first few different ones.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>Counts a field that is no number.</summary>
    public void Add(ReadOnlySpan<byte> field)
    {
        Others++;
        if (examples.Count == Kept)
            return;
        var text = Encoding.UTF8.GetString(field[..Math.Min(field.Length, 4 * Longest)]);
        text = text.Length > Longest ? string.Concat(text.AsSpan(0, Longest), "…") : text;
        if (!examples.Contains(text))
            examples.Add(text);
    }
}

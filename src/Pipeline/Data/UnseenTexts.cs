using System.Text;

namespace Pipeline.Data;

/// <summary>The first few different texts among many.</summary>
internal sealed class UnseenTexts
{
    /// <summary>How many.</summary>
    public const int Most = 3;

    private readonly List<byte[]> found = [];

    /// <summary>Those found, in order.</summary>
    public IReadOnlyList<string> Texts => [.. found.Select(Encoding.UTF8.GetString)];

    /// <summary>Takes the next text.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        if (found.Count == Most)
            return;
        foreach (var known in found)
        {
            if (text.SequenceEqual(known))
                return;
        }
        found.Add(text.ToArray());
    }

    /// <summary>Forgets them.</summary>
    public void Clear() => found.Clear();
}

using Pipeline.Model.Problems;

namespace Pipeline.Tables;

/// <summary>The first few different texts among many.</summary>
internal sealed class UnseenTexts
{
    /// <summary>How many.</summary>
    public const int Most = 3;

    private readonly List<byte[]> found = [];

    /// <summary>Those found, in order; of long ones the beginning.</summary>
    public IReadOnlyList<string> Texts => [.. found.Select(text => Excerpt.Of(text))];

    /// <summary>Takes the next text.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        if (found.Count == Most)
            return;
        // No more than is shown: the texts of a table may be of any length.
        text = text[..Math.Min(text.Length, 4 * Excerpt.Longest)];
        foreach (var known in found)
        {
            if (text.SequenceEqual(known))
                return;
        }
        found.Add(text.ToArray());
    }

    /// <summary>Takes those found in texts that come behind these.</summary>
    public void Add(UnseenTexts later)
    {
        foreach (var text in later.found)
            Add(text);
    }

    /// <summary>Forgets them.</summary>
    public void Clear() => found.Clear();
}

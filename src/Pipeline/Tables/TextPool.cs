using System.Text;

namespace Pipeline.Tables;

/// <summary>Makes strings of fields, the same one for the same text as long as there are not too many different ones.</summary>
internal sealed class TextPool
{
    private const int Most = 1 << 14;
    private readonly Dictionary<byte[], string>.AlternateLookup<ReadOnlySpan<byte>> texts =
        new Dictionary<byte[], string>(Utf8Comparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The string of a text.</summary>
    public string Get(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return "";
        if (texts.TryGetValue(text, out var pooled))
            return pooled;
        var made = Encoding.UTF8.GetString(text);
        if (texts.Dictionary.Count < Most)
            texts[text] = made;
        return made;
    }
}

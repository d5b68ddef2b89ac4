using System.Text;
using Pipeline.Model;

namespace Pipeline.Tables;

/// <summary>Finds the position of a text among texts that are all different, from its UTF-8 bytes and without making a string.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> positions;

    /// <summary>Takes the texts, in order.</summary>
    public Vocabulary(IReadOnlyList<string> texts)
    {
        var dictionary = new Dictionary<byte[], int>(texts.Count, Utf8Comparer.Instance);
        for (var i = 0; i < texts.Count; i++)
            dictionary.Add(Encoding.UTF8.GetBytes(texts[i]), i);
        positions = dictionary.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The position of a text, or <see cref="CategoryNumber.Unseen"/>.</summary>
    public int Find(ReadOnlySpan<byte> text) => positions.TryGetValue(text, out var position) ? position : CategoryNumber.Unseen;
}

using System.Text;
using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>Gives a text as UTF-8 without a byte order mark: by its mark it is UTF-8, UTF-16 or UTF-32; without one it is what it is said to be.</summary>
internal static class Utf8Text
{
    /// <summary>Bytes that have to be looked at to know.</summary>
    public const int MarkBytes = 4;

    private static readonly Encoding[] marked =
        [new UTF8Encoding(true), new UTF32Encoding(false, true), new UTF32Encoding(true, true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true)];

    /// <summary>The text from behind the mark on.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="unmarked">What they are without a mark.</param>
    public static Stream Of(PeekedStream stream, TextEncoding unmarked)
    {
        // UTF-32 comes first: its mark begins with that of UTF-16.
        foreach (var encoding in marked)
        {
            var mark = encoding.GetPreamble();
            if (!stream.First.StartsWith(mark))
                continue;
            stream.ReadExactly(mark);
            return encoding is UTF8Encoding ? stream : Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8);
        }
        return unmarked == TextEncoding.Utf8 ? stream : Encoding.CreateTranscodingStream(stream, EncodingOf(unmarked), Encoding.UTF8);
    }

    private static Encoding EncodingOf(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Windows1252 => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        TextEncoding.Latin1 => Encoding.Latin1,
        TextEncoding.Utf16LE => new UnicodeEncoding(false, false),
        TextEncoding.Utf16BE => new UnicodeEncoding(true, false),
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "no encoding of its own"),
    };
}

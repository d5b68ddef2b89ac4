using System.Text;

namespace Pipeline.Data;

/// <summary>Gives a text as UTF-8 without a byte order mark: by its mark it is UTF-8, UTF-16 or UTF-32; without one it is UTF-8.</summary>
internal static class Utf8Text
{
    /// <summary>Bytes that have to be looked at to know.</summary>
    public const int MarkBytes = 4;

    private static readonly Encoding[] marked =
        [new UTF8Encoding(true), new UTF32Encoding(false, true), new UTF32Encoding(true, true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true)];

    /// <summary>The text from behind the mark on.</summary>
    public static Stream Of(PeekedStream stream)
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
        return stream;
    }
}

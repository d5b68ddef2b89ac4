using Pipeline.Model;

namespace Pipeline.Files.Recoding;

/// <summary>Gives a text as UTF-8 without a byte order mark: by its mark it is UTF-8, UTF-16 or UTF-32; without one it is what it is said to be.</summary>
internal static class Utf8Text
{
    /// <summary>Bytes that have to be looked at to know.</summary>
    public const int MarkBytes = 4;

    /// <summary>The text from behind the mark on; what is no character in its encoding is nothing that UTF-8 can hold.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="unmarked">What they are without a mark.</param>
    public static Stream Of(PeekedStream stream, TextEncoding unmarked) => stream.First switch
    {
        [0xef, 0xbb, 0xbf, ..] => Behind(stream, 3),
        // UTF-32 comes first: its mark begins with that of UTF-16.
        [0xff, 0xfe, 0, 0] => new Utf32Stream(Behind(stream, 4), isBig: false),
        [0, 0, 0xfe, 0xff] => new Utf32Stream(Behind(stream, 4), isBig: true),
        [0xff, 0xfe, ..] => new Utf16Stream(Behind(stream, 2), isBig: false),
        [0xfe, 0xff, ..] => new Utf16Stream(Behind(stream, 2), isBig: true),
        _ => Unmarked(stream, unmarked),
    };

    private static PeekedStream Behind(PeekedStream stream, int mark)
    {
        stream.ReadExactly(new byte[mark]);
        return stream;
    }

    private static Stream Unmarked(PeekedStream stream, TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf8 => stream,
        TextEncoding.Windows1252 => SingleByteStream.Windows1252(stream),
        TextEncoding.Latin1 => SingleByteStream.Latin1(stream),
        TextEncoding.Utf16LE => new Utf16Stream(stream, isBig: false),
        TextEncoding.Utf16BE => new Utf16Stream(stream, isBig: true),
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "no encoding of its own"),
    };
}

using System.Buffers;
using System.Text;
using Pipeline.Model;

namespace Pipeline.Files.Recoding;

/// <summary>Says what bytes that are not UTF-8 most likely are.</summary>
internal static class Encodings
{
    private const string Expected = "UTF-8 (convert the file, for example: iconv -f WINDOWS-1252 -t UTF-8; or train with data.encoding: \"windows1252\")";

    /// <summary>UTF-16 without a byte order mark, told from the first bytes of a text that begins with two ASCII characters; null for other texts.</summary>
    public static TextEncoding? Utf16(ReadOnlySpan<byte> first) => first switch
    {
        [not 0, 0, not 0, 0, ..] => TextEncoding.Utf16LE,
        [0, not 0, 0, not 0, ..] => TextEncoding.Utf16BE,
        _ => null,
    };

    /// <summary>
    /// What was found in a text that is not UTF-8, and what was expected: what stands there for something that another encoding could not
    /// mean, else a guess from the bytes. NULs speak for UTF-16 without a byte order mark, bytes 0x80 to 0x9F (control characters in
    /// ISO 8859-1) for Windows-1252, other high bytes for either.
    /// </summary>
    public static (string Found, string Expected) Describe(ReadOnlySpan<byte> text)
    {
        if (NoCharacter.Describe(text[FirstWrong(text)..]) is { } known)
            return known;
        var guess = text.Contains((byte)0) ? "UTF-16 without a byte order mark"
            : text.ContainsAnyInRange((byte)0x80, (byte)0x9f) ? "Windows-1252"
            : "Windows-1252 or ISO 8859-1";
        return ($"not valid UTF-8 (bytes {Convert.ToHexString(text[..Math.Min(text.Length, 16)])}, likely {guess})", Expected);
    }

    private static int FirstWrong(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length && Rune.DecodeFromUtf8(text[at..], out _, out var length) == OperationStatus.Done)
            at += length;
        return at;
    }
}

using System.Text.Unicode;
using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>Says what bytes that are not UTF-8 most likely are.</summary>
internal static class Encodings
{
    /// <summary>What was expected.</summary>
    public const string Expected = "UTF-8 (convert the file, for example: iconv -f WINDOWS-1252 -t UTF-8; or train with data.encoding: \"windows1252\")";

    /// <summary>UTF-16 without a byte order mark, told from the first bytes of a text that begins with two ASCII characters; null for other texts.</summary>
    public static TextEncoding? Utf16(ReadOnlySpan<byte> first) => first switch
    {
        [not 0, 0, not 0, 0, ..] => TextEncoding.Utf16LE,
        [0, not 0, 0, not 0, ..] => TextEncoding.Utf16BE,
        _ => null,
    };

    /// <summary>Makes sure that a header is text: one of other bytes would be one of other names, which are not found, or worse.</summary>
    /// <exception cref="DataException">It is not.</exception>
    public static void RequireHeader(ReadOnlySpan<byte> records, byte separator, string place)
    {
        var end = records.IndexOfAny((byte)'\n', (byte)'\r');
        var line = end < 0 ? records : records[..end];
        var isText = Utf8.IsValid(line);
        if (isText && !line.Contains((byte)0))
            return;
        if (isText)
        {
            throw new DataException(place, "a header with NUL characters", "text: UTF-8, or UTF-16 with its byte order mark",
                "Where the files are UTF-16 without the mark, train with data.encoding: \"utf16LE\" or \"utf16BE\".");
        }
        var from = line[..line.IndexOfAnyExceptInRange((byte)1, (byte)0x7f)].LastIndexOf(separator) + 1;
        var length = line[from..].IndexOf(separator);
        throw new DataException(place, $"a header that is {Describe(length < 0 ? line[from..] : line.Slice(from, length))}", Expected);
    }

    /// <summary>
    /// Guesses from the bytes: NULs speak for UTF-16 without a byte order mark, bytes 0x80 to 0x9F (control characters in
    /// ISO 8859-1) for Windows-1252, other high bytes for either.
    /// </summary>
    public static string Describe(ReadOnlySpan<byte> text)
    {
        var guess = text.Contains((byte)0) ? "UTF-16 without a byte order mark"
            : text.ContainsAnyInRange((byte)0x80, (byte)0x9f) ? "Windows-1252"
            : "Windows-1252 or ISO 8859-1";
        return $"not valid UTF-8 (bytes {Convert.ToHexString(text[..Math.Min(text.Length, 16)])}, likely {guess})";
    }
}

using System.Text;

namespace Pipeline.Fuzz.Plain;

/// <summary>From the bytes of a file to its characters.</summary>
internal static class PlainText
{
    /// <summary>Stands for bytes that are no character; no text has it, since it is no scalar value.</summary>
    public const int Broken = -1;

    /// <summary>Windows-1252 at 0x80 to 0x9F; elsewhere it is ISO 8859-1. Bytes that it leaves open are U+FFFF here, which no text holds.</summary>
    private const string Western =
        "\u20ac\uffff\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\uffff\u017d\uffff"
        + "\uffff\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\uffff\u017e\u0178";

    /// <summary>The characters of a file.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="form">How it is written.</param>
    /// <param name="isLoose">Whether it may be refused all the same: see <see cref="Gunzip.All"/>.</param>
    /// <exception cref="RefusedException">It is no text.</exception>
    public static List<int> Decode(byte[] bytes, PlainForm form, out bool isLoose)
    {
        isLoose = false;
        RequireText(bytes);
        if (Gunzip.IsGzip(bytes))
            bytes = Gunzip.All(bytes, out isLoose);
        if (bytes.Length == 0)
            throw new RefusedException("no bytes");
        return bytes switch
        {
            [0xef, 0xbb, 0xbf, ..] => Utf8(bytes.AsSpan(3)),
            [0xff, 0xfe, 0, 0, ..] => Utf32(bytes.AsSpan(4), isBig: false),
            [0, 0, 0xfe, 0xff, ..] => Utf32(bytes.AsSpan(4), isBig: true),
            [0xff, 0xfe, ..] => Utf16(bytes.AsSpan(2), isBig: false),
            [0xfe, 0xff, ..] => Utf16(bytes.AsSpan(2), isBig: true),
            _ when form.IsWindows1252 => [.. bytes.Select(OfWestern)],
            [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..] => throw new RefusedException("UTF-16 without a mark"),
            _ => Utf8(bytes),
        };
    }

    /// <summary>Characters as a text; broken ones become U+FFFD.</summary>
    public static string Show(IEnumerable<int> characters)
    {
        var text = new StringBuilder();
        foreach (var character in characters)
            text.Append(character == Broken ? "\ufffd" : char.ConvertFromUtf32(character));
        return text.ToString();
    }

    private static int OfWestern(byte value) => value is < 0x80 or >= 0xa0 ? value : Western[value - 0x80] is var character and not '\uffff' ? character
        : Broken;

    private static void RequireText(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith("PK\x03\x04"u8) || bytes.AsSpan().StartsWith("PAR1"u8))
            throw new RefusedException("a zip or a Parquet file");
    }

    private static List<int> Utf8(ReadOnlySpan<byte> bytes)
    {
        var characters = new List<int>();
        for (var at = 0; at < bytes.Length;)
        {
            var first = bytes[at];
            var (more, value, least) = first switch
            {
                < 0x80 => (0, first, 0),
                >= 0xc0 and < 0xe0 => (1, first & 0x1f, 0x80),
                >= 0xe0 and < 0xf0 => (2, first & 0x0f, 0x800),
                >= 0xf0 and < 0xf8 => (3, first & 0x07, 0x10000),
                _ => (-1, 0, 0),
            };
            for (var i = 1; i <= more; i++)
                value = at + i < bytes.Length && (bytes[at + i] & 0xc0) == 0x80 ? (value << 6) | (bytes[at + i] & 0x3f) : int.MinValue;
            var isSound = more >= 0 && value >= least && IsScalar(value);
            characters.Add(isSound ? value : Broken);
            at += isSound ? more + 1 : 1;
        }
        return characters;
    }

    private static List<int> Utf16(ReadOnlySpan<byte> bytes, bool isBig)
    {
        var characters = new List<int>();
        for (var at = 0; at < bytes.Length; at += 2)
        {
            var unit = Unit(bytes, at, isBig);
            var next = unit is >= 0xd800 and < 0xdc00 ? Unit(bytes, at + 2, isBig) : Broken;
            if (next is >= 0xdc00 and < 0xe000)
            {
                characters.Add(0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00));
                at += 2;
            }
            else
            {
                characters.Add(unit >= 0 && IsScalar(unit) ? unit : Broken);
            }
        }
        return characters;
    }

    private static int Unit(ReadOnlySpan<byte> bytes, int at, bool isBig) =>
        at + 1 >= bytes.Length ? Broken : isBig ? (bytes[at] << 8) | bytes[at + 1] : (bytes[at + 1] << 8) | bytes[at];

    private static List<int> Utf32(ReadOnlySpan<byte> bytes, bool isBig)
    {
        var characters = new List<int>();
        for (var at = 0; at < bytes.Length; at += 4)
        {
            long value = Broken;
            if (at + 3 < bytes.Length)
            {
                value = 0;
                for (var i = 0; i < 4; i++)
                    value = (value << 8) | bytes[isBig ? at + i : at + 3 - i];
            }
            characters.Add(value is >= 0 and <= 0x10ffff && IsScalar((int)value) ? (int)value : Broken);
        }
        return characters;
    }

    private static bool IsScalar(int value) => value is >= 0 and <= 0x10ffff and not (>= 0xd800 and < 0xe000);
}

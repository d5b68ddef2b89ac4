namespace Pipeline.Files.Recoding;

/// <summary>
/// What a text that was made UTF-8 holds where its own encoding holds no character: bytes that UTF-8 cannot hold. So the record, or the
/// header, is refused by the rule that refuses broken UTF-8, and the bytes tell what it was.
/// </summary>
internal static class NoCharacter
{
    /// <summary>Most bytes that one of them takes.</summary>
    public const int MostBytes = 4;

    private const byte Mark = 0xff;
    private const string WholeCharacters = "whole characters (write the file again from where it came from, best as UTF-8)";

    /// <summary>Half of a character, where the bytes end.</summary>
    public static ReadOnlySpan<byte> Cut => [Mark, 0xfe, 0xfc, Mark];

    /// <summary>A code point that Unicode does not have.</summary>
    public static ReadOnlySpan<byte> Beyond => [Mark, 0xfe, 0xfb, Mark];

    /// <summary>Writes a surrogate without its other half, in the form that three bytes of UTF-8 would have; how many bytes it took.</summary>
    public static int WriteSurrogate(uint surrogate, Span<byte> to)
    {
        (to[0], to[1], to[2]) = ((byte)(0xe0 | (surrogate >> 12)), (byte)(0x80 | ((surrogate >> 6) & 0x3f)), (byte)(0x80 | (surrogate & 0x3f)));
        return 3;
    }

    /// <summary>A byte that Windows-1252 does not define.</summary>
    public static byte[] Undefined(byte value) => [Mark, 0xfd, value, Mark];

    /// <summary>What a text that begins with such bytes holds there, and what was expected; null for other bytes.</summary>
    public static (string Found, string Expected)? Describe(ReadOnlySpan<byte> text) => text switch
    {
        [0xed, >= 0xa0 and var middle, var last, ..] =>
            (FormattableString.Invariant($"half of a character, the surrogate U+{0xd000 | ((middle & 0x3f) << 6) | (last & 0x3f):X4}"), WholeCharacters),
        [Mark, 0xfe, 0xfc, Mark, ..] => ("half of a character, where the file ends", WholeCharacters),
        [Mark, 0xfe, 0xfb, Mark, ..] => ("a code point beyond U+10FFFF, the last one of Unicode", WholeCharacters),
        [Mark, 0xfd, var value, Mark, ..] =>
            (FormattableString.Invariant($"the byte {value:X2}, which Windows-1252 does not define"), "text in the encoding that data.encoding names"),
        _ => null,
    };
}

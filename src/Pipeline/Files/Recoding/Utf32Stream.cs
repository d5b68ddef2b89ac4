using System.Buffers.Binary;
using System.Text;

namespace Pipeline.Files.Recoding;

/// <summary>UTF-32 as UTF-8.</summary>
/// <param name="inner">From behind the byte order mark on.</param>
/// <param name="isBig">Whether the high byte comes first.</param>
internal sealed class Utf32Stream(Stream inner, bool isBig) : RecodedStream(inner)
{
    protected override (int Read, int Written) Recode(ReadOnlySpan<byte> bytes, Span<byte> utf8, bool isEnd)
    {
        var written = 0;
        var at = 0;
        for (; at + sizeof(uint) <= bytes.Length; at += sizeof(uint))
        {
            var point = isBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
            written += Rune.TryCreate(point, out var rune) ? rune.EncodeToUtf8(utf8[written..])
                : point <= 0xffff ? NoCharacter.WriteSurrogate(point, utf8[written..])
                : Write(NoCharacter.Beyond, utf8[written..]);
        }
        return !isEnd || at == bytes.Length ? (at, written) : (bytes.Length, written + Write(NoCharacter.Cut, utf8[written..]));
    }

    private static int Write(ReadOnlySpan<byte> bytes, Span<byte> to)
    {
        bytes.CopyTo(to);
        return bytes.Length;
    }
}

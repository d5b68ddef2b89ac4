using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Pipeline.Files.Recoding;

/// <summary>UTF-16 as UTF-8.</summary>
/// <param name="inner">From behind the byte order mark on.</param>
/// <param name="isBig">Whether the high byte comes first.</param>
internal sealed class Utf16Stream(Stream inner, bool isBig) : RecodedStream(inner)
{
    private char[] characters = [];

    protected override (int Read, int Written) Recode(ReadOnlySpan<byte> bytes, Span<byte> utf8, bool isEnd)
    {
        var text = Characters(MemoryMarshal.Cast<byte, ushort>(bytes));
        var (at, written) = (0, 0);
        while (true)
        {
            var status = Utf8.FromUtf16(text[at..], utf8[written..], out var read, out var wrote, replaceInvalidSequences: false, isEnd);
            at += read;
            written += wrote;
            if (status != OperationStatus.InvalidData)
                break;
            written += NoCharacter.WriteSurrogate(text[at++], utf8[written..]);
        }
        at *= sizeof(char);
        if (!isEnd || at == bytes.Length)
            return (at, written);
        NoCharacter.Cut.CopyTo(utf8[written..]);
        return (bytes.Length, written + NoCharacter.Cut.Length);
    }

    private ReadOnlySpan<char> Characters(ReadOnlySpan<ushort> units)
    {
        if (isBig != BitConverter.IsLittleEndian)
            return MemoryMarshal.Cast<ushort, char>(units);
        if (characters.Length < units.Length)
            characters = new char[units.Length];
        BinaryPrimitives.ReverseEndianness(units, MemoryMarshal.Cast<char, ushort>(characters.AsSpan()));
        return characters.AsSpan(0, units.Length);
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipeline.Tables.Csv;

/// <summary>64 bytes of text at a time as bits: which of them are a given character, which stand between quotes.</summary>
internal readonly ref struct ByteMask
{
    /// <summary>Bytes of a group.</summary>
    public const int Width = 64;

    private readonly Vector256<byte> low;
    private readonly Vector256<byte> high;

    /// <summary>Looks at the 64 bytes from a place on.</summary>
    public ByteMask(ReadOnlySpan<byte> text, int at)
    {
        ref var first = ref MemoryMarshal.GetReference(text.Slice(at, Width));
        low = Vector256.LoadUnsafe(ref first);
        high = Vector256.LoadUnsafe(ref first, 32);
    }

    /// <summary>Bit i is set where byte i is the character.</summary>
    public ulong Of(byte character)
    {
        var wanted = Vector256.Create(character);
        return Vector256.Equals(low, wanted).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(high, wanted).ExtractMostSignificantBits() << 32);
    }

    /// <summary>
    /// The bytes that end a line: LF, and CR where no LF follows. Byte 64 is looked at as well, to know what follows.
    /// </summary>
    public ulong LineEnds(ReadOnlySpan<byte> text, int at)
    {
        var feeds = Of((byte)'\n');
        var returns = Of((byte)'\r');
        if (returns == 0)
            return feeds;
        var followed = (feeds >> 1) | (text[at + Width] == '\n' ? 1UL << 63 : 0);
        return feeds | (returns & ~followed);
    }

    /// <summary>Bit i is set where an odd number of bits is set up to and with i: between quotes, where the bits are quotes.</summary>
    public static ulong Parity(ulong bits)
    {
        for (var step = 1; step < 64; step <<= 1)
            bits ^= bits << step;
        return bits;
    }

    /// <summary>The bits below a number.</summary>
    public static ulong Below(int bit) => bit >= 64 ? ulong.MaxValue : (1UL << bit) - 1;

    /// <summary>Position of the n-th set bit, from 1; there are so many.</summary>
    public static int Nth(ulong bits, int n)
    {
        while (--n > 0)
            bits &= bits - 1;
        return BitOperations.TrailingZeroCount(bits);
    }
}

using System.Buffers;
using System.Runtime.InteropServices;

namespace Pipeline.Tables.Audit;

/// <summary>
/// Sorts numbers by their bits, digit by digit from the lowest (LSD radix sort; Knuth, The Art of Computer Programming 3, 5.2.5): as many
/// passes however many there are. −0 comes before 0.
/// </summary>
internal static class NumberSort
{
    private const int Bits = 11;
    private const int Digits = 1 << Bits;
    private const int Passes = (64 + Bits - 1) / Bits;

    /// <summary>Sorts numbers in ascending order.</summary>
    /// <param name="values">The numbers, none of them NaN; sorted in place.</param>
    public static void Sort(Span<double> values)
    {
        // Below, the counts of the digits are more work than the numbers.
        if (values.Length < Digits)
        {
            MemoryMarshal.Cast<double, long>(values).Sort(static (a, b) => Ordered(a).CompareTo(Ordered(b)));
            return;
        }
        // Room of this size is dear the first time that it is written to: the next column finds it ready.
        var (keys, other) = (ArrayPool<ulong>.Shared.Rent(values.Length), ArrayPool<ulong>.Shared.Rent(values.Length));
        var counts = new int[Passes][];
        for (var pass = 0; pass < Passes; pass++)
            counts[pass] = new int[Digits];
        for (var i = 0; i < values.Length; i++)
        {
            var key = Ordered(BitConverter.DoubleToInt64Bits(values[i]));
            keys[i] = key;
            for (var pass = 0; pass < Passes; pass++)
                counts[pass][Digit(key, pass)]++;
        }
        for (var pass = 0; pass < Passes; pass++)
        {
            if (counts[pass][Digit(keys[0], pass)] == values.Length)
                continue;
            Scatter(keys.AsSpan(0, values.Length), other, counts[pass], pass);
            (keys, other) = (other, keys);
        }
        for (var i = 0; i < values.Length; i++)
            values[i] = BitConverter.Int64BitsToDouble(Bits64(keys[i]));
        ArrayPool<ulong>.Shared.Return(keys);
        ArrayPool<ulong>.Shared.Return(other);
    }

    private static void Scatter(ReadOnlySpan<ulong> from, ulong[] to, int[] counts, int pass)
    {
        var start = 0;
        for (var digit = 0; digit < counts.Length; digit++)
            (counts[digit], start) = (start, start + counts[digit]);
        foreach (var key in from)
            to[counts[Digit(key, pass)]++] = key;
    }

    private static int Digit(ulong key, int pass) => (int)(key >> (pass * Bits)) & (Digits - 1);

    /// <summary>Bits of a number as an integer that is in the same order: negative numbers turned over, the others put above them.</summary>
    private static ulong Ordered(long bits) => (ulong)(bits ^ ((bits >> 63) | long.MinValue));

    private static long Bits64(ulong key) => (long)key < 0 ? (long)(key ^ (1UL << 63)) : (long)~key;
}

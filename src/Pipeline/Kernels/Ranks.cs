using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pipeline.Kernels;

/// <summary>
/// Ranks of values among ascending thresholds: how many of them a value fails, that is how many it is not at most; so NaN, which is at
/// most nothing, has the highest rank. Ranks start from −128, so that a signed byte holds them. Splits then compare bytes instead of
/// numbers, which is four times as many at once, and comparing ranks is the same as comparing with the thresholds.
/// </summary>
internal sealed class Ranks
{
    /// <summary>Most thresholds.</summary>
    public const int Most = byte.MaxValue;

    private readonly float[] thresholds;

    /// <summary>
    /// The thresholds, padded with +∞, as levels of a perfect tree: level k has 2^k of them, and at least a vector of 16. A value fails
    /// one more than it would, if any, at the paddings; that is NaN, which fails all anyway.
    /// </summary>
    private readonly AlignedMemory<float> levels;
    private readonly int depth;

    /// <summary>Takes at least one and at most <see cref="Most"/> different thresholds, ascending, without NaN.</summary>
    public Ranks(float[] thresholds)
    {
        this.thresholds = thresholds;
        while ((1 << depth) - 1 < thresholds.Length)
            depth++;
        levels = new AlignedMemory<float>(OffsetOf(Math.Max(depth, 5)));
        for (var level = 0; level < depth; level++)
        {
            for (var i = 0; i < 1 << level; i++)
            {
                var rank = (((2 * i) + 1) << (depth - 1 - level)) - 1;
                levels.Span[OffsetOf(level) + i] = rank < thresholds.Length ? thresholds[rank] : float.PositiveInfinity;
            }
        }
    }

    /// <summary>The largest rank with which a value passes a threshold.</summary>
    public sbyte LimitOf(float threshold) => (sbyte)(Array.BinarySearch(thresholds, threshold) + sbyte.MinValue);

    /// <summary>Writes the ranks of <see cref="TreeKernel.Tile"/> values.</summary>
    public void Of(ReadOnlySpan<float> values, Span<sbyte> ranks)
    {
        if (Avx512F.IsSupported)
            Search(values, ranks);
        else
            Count(values, ranks);
    }

    private static int OffsetOf(int level) => level <= 4 ? 16 * level : 48 + (1 << level);

    /// <summary>Goes down the levels, whose thresholds are picked from registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Search(ReadOnlySpan<float> values, Span<sbyte> ranks)
    {
        ref var x = ref MemoryMarshal.GetReference(values);
        var (x0, x1, x2, x3) = (Vector512.LoadUnsafe(ref x), Vector512.LoadUnsafe(ref x, 16), Vector512.LoadUnsafe(ref x, 32), Vector512.LoadUnsafe(ref x, 48));
        var (i0, i1, i2, i3) = (Vector512<int>.Zero, Vector512<int>.Zero, Vector512<int>.Zero, Vector512<int>.Zero);
        for (var level = 0; level < Math.Min(depth, 5); level++)
        {
            var table = Vector512.LoadUnsafe(ref levels.First, (nuint)OffsetOf(level));
            i0 = Down(i0, x0, Avx512F.PermuteVar16x32(table, i0));
            i1 = Down(i1, x1, Avx512F.PermuteVar16x32(table, i1));
            i2 = Down(i2, x2, Avx512F.PermuteVar16x32(table, i2));
            i3 = Down(i3, x3, Avx512F.PermuteVar16x32(table, i3));
        }
        for (var level = 5; level < depth; level++)
        {
            var table = levels.Span.Slice(OffsetOf(level), 1 << level);
            i0 = Down(i0, x0, Pick(table, i0));
            i1 = Down(i1, x1, Pick(table, i1));
            i2 = Down(i2, x2, Pick(table, i2));
            i3 = Down(i3, x3, Pick(table, i3));
        }
        var lowest = Vector512.Create((int)sbyte.MinValue);
        ref var rank = ref MemoryMarshal.GetReference(ranks);
        Avx512F.ConvertToVector128SByte(i0 + lowest).StoreUnsafe(ref rank);
        Avx512F.ConvertToVector128SByte(i1 + lowest).StoreUnsafe(ref rank, 16);
        Avx512F.ConvertToVector128SByte(i2 + lowest).StoreUnsafe(ref rank, 32);
        Avx512F.ConvertToVector128SByte(i3 + lowest).StoreUnsafe(ref rank, 48);
    }

    private static Vector512<int> Down(Vector512<int> at, Vector512<float> x, Vector512<float> threshold) =>
        at + at + Vector512<int>.One + Vector512.LessThanOrEqual(x, threshold).AsInt32();

    /// <summary>Entries of a table of 32 or a multiple; a pick of 32 looks at the lower five bits of the index.</summary>
    private static Vector512<float> Pick(ReadOnlySpan<float> table, Vector512<int> index)
    {
        ref var first = ref MemoryMarshal.GetReference(table);
        var picked = Avx512F.PermuteVar16x32x2(Vector512.LoadUnsafe(ref first), index, Vector512.LoadUnsafe(ref first, 16));
        for (var start = 32; start < table.Length; start += 32)
        {
            var other = Avx512F.PermuteVar16x32x2(Vector512.LoadUnsafe(ref first, (nuint)start), index, Vector512.LoadUnsafe(ref first, (nuint)start + 16));
            picked = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(index, Vector512.Create(start)).AsSingle(), other, picked);
        }
        return picked;
    }

    /// <summary>Compares with every threshold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(ReadOnlySpan<float> values, Span<sbyte> ranks)
    {
        ref var x = ref MemoryMarshal.GetReference(values);
        for (var start = 0; start < values.Length; start += 32)
        {
            var (x0, x1) = (Vector256.LoadUnsafe(ref x, (nuint)start), Vector256.LoadUnsafe(ref x, (nuint)start + 8));
            var (x2, x3) = (Vector256.LoadUnsafe(ref x, (nuint)start + 16), Vector256.LoadUnsafe(ref x, (nuint)start + 24));
            // All thresholds failed, less those passed.
            var all = Vector256.Create(thresholds.Length + sbyte.MinValue);
            var (r0, r1, r2, r3) = (all, all, all, all);
            foreach (var threshold in thresholds)
            {
                var t = Vector256.Create(threshold);
                r0 += Vector256.LessThanOrEqual(x0, t).AsInt32();
                r1 += Vector256.LessThanOrEqual(x1, t).AsInt32();
                r2 += Vector256.LessThanOrEqual(x2, t).AsInt32();
                r3 += Vector256.LessThanOrEqual(x3, t).AsInt32();
            }
            Vector256.Narrow(Vector256.Narrow(r0, r1), Vector256.Narrow(r2, r3)).StoreUnsafe(ref MemoryMarshal.GetReference(ranks), (nuint)start);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>What a dense slot adds to a sum.</summary>
internal interface ITerm
{
    /// <summary>sum + the term of a feature x and the slot's number w, float64.</summary>
    static abstract Vector256<double> Add(Vector256<double> sum, Vector256<double> x, Vector256<double> w);
}

/// <summary>w·x. The product is exact, so one rounding or two give the same bits.</summary>
internal readonly struct ProductTerm : ITerm
{
    public static Vector256<double> Add(Vector256<double> sum, Vector256<double> x, Vector256<double> w) => Vector256.MultiplyAddEstimate(x, w, sum);
}

/// <summary>w where x is above 0; −0 changes no sum.</summary>
internal readonly struct AboveZeroTerm : ITerm
{
    public static Vector256<double> Add(Vector256<double> sum, Vector256<double> x, Vector256<double> w) =>
        sum + Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<double>.Zero), w, Vector256.Create(-0.0));
}

/// <summary>
/// A sum over the slots of the feature vector, in float64 and in <see cref="SlotOrder"/>, a tile of rows at a time: a lane of the tile
/// stays in registers until it is done.
/// </summary>
internal sealed class SlotSums
{
    /// <summary>Rows at a time.</summary>
    public const int Tile = 32;

    private readonly float[][] columns;
    private readonly double[] weights;
    private readonly (int First, int[] Active, double[] Weights)[] oneHot;
    private readonly double start;
    private readonly int lanes;
    private readonly AlignedMemory<double> sums;

    /// <summary>Prepares a sum.</summary>
    /// <param name="features">The slots.</param>
    /// <param name="start">What it starts from.</param>
    /// <param name="weight">From a slot to its number.</param>
    public SlotSums(FeatureBatch features, double start, Func<int, double> weight)
    {
        var dense = features.DenseColumns;
        (columns, weights) = (new float[dense.Count][], new double[dense.Count]);
        for (var i = 0; i < columns.Length; i++)
            (columns[i], weights[i]) = (dense[i].Column, weight(dense[i].Slot));
        oneHot = new (int, int[], double[])[features.OneHot.Count];
        for (var i = 0; i < oneHot.Length; i++)
        {
            var block = features.OneHot[i];
            var numbers = new double[block.Last - block.First + 1];
            for (var slot = 0; slot < numbers.Length; slot++)
                numbers[slot] = weight(block.First + slot);
            oneHot[i] = (block.First, block.Active, numbers);
        }
        this.start = start;
        lanes = SlotOrder.Lanes(columns.Length);
        sums = new AlignedMemory<double>(lanes * Tile);
    }

    /// <summary>[<see cref="Tile"/>] the sums of the rows from one on; what lies beyond the last row is arbitrary, and overwritten by the next tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<double> Of<TTerm>(int row, int rows)
        where TTerm : struct, ITerm
    {
        for (var lane = 0; lane < lanes; lane++)
            Lane<TTerm>(lane, row);
        for (var half = lanes / 2; half >= 1; half /= 2)
        {
            for (var i = 0; i < half * Tile; i++)
                sums.Span[i] += sums.Span[(half * Tile) + i];
        }
        var total = sums.Span[..Tile];
        // A one-hot block adds what its one slot has; adding what the others have would change nothing.
        foreach (var (first, active, numbers) in oneHot)
        {
            for (var i = 0; i < rows; i++)
            {
                if (active[row + i] >= 0)
                    total[i] += numbers[active[row + i] - first];
            }
        }
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Lane<TTerm>(int lane, int row)
        where TTerm : struct, ITerm
    {
        var from = Vector256.Create(lane == 0 ? start : 0);
        var (s0, s1, s2, s3, s4, s5, s6, s7) = (from, from, from, from, from, from, from, from);
        for (var slot = lane; slot < columns.Length; slot += lanes)
        {
            ref var x = ref MemoryMarshal.GetReference(columns[slot].AsSpan(row, Tile));
            var w = Vector256.Create(weights[slot]);
            s0 = TTerm.Add(s0, Four(ref x), w);
            s1 = TTerm.Add(s1, Four(ref Unsafe.Add(ref x, 4)), w);
            s2 = TTerm.Add(s2, Four(ref Unsafe.Add(ref x, 8)), w);
            s3 = TTerm.Add(s3, Four(ref Unsafe.Add(ref x, 12)), w);
            s4 = TTerm.Add(s4, Four(ref Unsafe.Add(ref x, 16)), w);
            s5 = TTerm.Add(s5, Four(ref Unsafe.Add(ref x, 20)), w);
            s6 = TTerm.Add(s6, Four(ref Unsafe.Add(ref x, 24)), w);
            s7 = TTerm.Add(s7, Four(ref Unsafe.Add(ref x, 28)), w);
        }
        ref var sum = ref Unsafe.Add(ref sums.First, lane * Tile);
        s0.StoreUnsafe(ref sum);
        s1.StoreUnsafe(ref sum, 4);
        s2.StoreUnsafe(ref sum, 8);
        s3.StoreUnsafe(ref sum, 12);
        s4.StoreUnsafe(ref sum, 16);
        s5.StoreUnsafe(ref sum, 20);
        s6.StoreUnsafe(ref sum, 24);
        s7.StoreUnsafe(ref sum, 28);
    }

    private static Vector256<double> Four(ref float x) => Conversions.Widen(Vector128.LoadUnsafe(ref x));
}

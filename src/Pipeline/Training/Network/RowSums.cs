using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipeline.Training.Network;

/// <summary>
/// Sums over the rows of a batch, in one order whatever the width of a vector: lane j of <see cref="Lanes"/> takes the rows j, j + 16,
/// j + 32, … in ascending order, each step a Mul and an Add; then lane j takes lane j + 8, then j + 4, j + 2, j + 1. Padding is zeros.
/// </summary>
internal static class RowSums
{
    /// <summary>Partial sums of a sum: as many as the widest vector of float has numbers.</summary>
    public const int Lanes = 16;

    // A tile of products: outputs × inputs, in registers.
    private const int Outputs = 4;
    private const int Inputs = 2;

    /// <summary>Σ x.</summary>
    /// <param name="x">A multiple of 16 numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Sum<T>(ReadOnlySpan<T> x)
        where T : unmanaged, INumber<T>
    {
        Span<T> lanes = stackalloc T[Lanes];
        ref var first = ref MemoryMarshal.GetReference(x);
        // Two vectors of lanes at a time, since an addition waits for the one before; the same one twice where it holds all lanes.
        for (var lane = 0; lane < Lanes; lane += 2 * Vector<T>.Count)
        {
            var other = lane + Math.Min(Vector<T>.Count, Lanes - Vector<T>.Count);
            var (a, b) = (Vector<T>.Zero, Vector<T>.Zero);
            for (nuint row = 0; row < (nuint)x.Length; row += Lanes)
            {
                a += Vector.LoadUnsafe(ref first, row + (nuint)lane);
                b += Vector.LoadUnsafe(ref first, row + (nuint)other);
            }
            a.StoreUnsafe(ref lanes[lane]);
            b.StoreUnsafe(ref lanes[other]);
        }
        return Fold(lanes);
    }

    /// <summary>Σ x·y.</summary>
    /// <param name="x">A multiple of 16 numbers.</param>
    /// <param name="y">As many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T OfProducts<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, INumber<T>
    {
        Span<T> lanes = stackalloc T[Lanes];
        ref var first = ref MemoryMarshal.GetReference(x);
        ref var second = ref MemoryMarshal.GetReference(y[..x.Length]);
        for (var lane = 0; lane < Lanes; lane += 2 * Vector<T>.Count)
        {
            var other = lane + Math.Min(Vector<T>.Count, Lanes - Vector<T>.Count);
            var (a, b) = (Vector<T>.Zero, Vector<T>.Zero);
            for (nuint row = 0; row < (nuint)x.Length; row += Lanes)
            {
                a += Vector.LoadUnsafe(ref first, row + (nuint)lane) * Vector.LoadUnsafe(ref second, row + (nuint)lane);
                b += Vector.LoadUnsafe(ref first, row + (nuint)other) * Vector.LoadUnsafe(ref second, row + (nuint)other);
            }
            a.StoreUnsafe(ref lanes[lane]);
            b.StoreUnsafe(ref lanes[other]);
        }
        return Fold(lanes);
    }

    /// <summary>into[o, i] = Σ y[o]·x[i], for o from [from, to) and all i.</summary>
    /// <param name="y">Columns of outputs.</param>
    /// <param name="x">Columns of inputs.</param>
    /// <param name="into">[outputs, inputs], row-major.</param>
    /// <param name="from">The first output.</param>
    /// <param name="to">Behind the last output.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfProducts<T>(Columns<T> y, Columns<T> x, Span<T> into, int from, int to)
        where T : unmanaged, INumber<T>
    {
        Span<T> lanes = stackalloc T[Outputs * Inputs * Lanes];
        var o = from;
        for (; o + Outputs <= to; o += Outputs)
        {
            var i = 0;
            for (; i + Inputs <= x.Features; i += Inputs)
            {
                for (var lane = 0; lane < Lanes; lane += Vector<T>.Count)
                    Tile(ref Unsafe.Add(ref y.First(o), lane), y.Stride, ref Unsafe.Add(ref x.First(i), lane), x.Stride, x.Padded, ref lanes[lane]);
                for (var pair = 0; pair < Outputs * Inputs; pair++)
                    into[((o + (pair / Inputs)) * x.Features) + i + (pair % Inputs)] = Fold(lanes.Slice(pair * Lanes, Lanes));
            }
            for (; i < x.Features; i++)
            {
                for (var output = o; output < o + Outputs; output++)
                    into[(output * x.Features) + i] = OfProducts<T>(y[output], x[i]);
            }
        }
        for (; o < to; o++)
        {
            for (var i = 0; i < x.Features; i++)
                into[(o * x.Features) + i] = OfProducts<T>(y[o], x[i]);
        }
    }

    /// <summary>One vector of lanes of four outputs' products with two inputs; lanes of a pair lie together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<T>(ref T y, int yStep, ref T x, int xStep, int rows, ref T lanes)
        where T : unmanaged, INumber<T>
    {
        var (a0, b0, a1, b1) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero);
        var (a2, b2, a3, b3) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero);
        ref var y1 = ref Unsafe.Add(ref y, yStep);
        ref var y2 = ref Unsafe.Add(ref y, 2 * yStep);
        ref var y3 = ref Unsafe.Add(ref y, 3 * yStep);
        ref var x1 = ref Unsafe.Add(ref x, xStep);
        for (nuint row = 0; row < (nuint)rows; row += Lanes)
        {
            var a = Vector.LoadUnsafe(ref x, row);
            var b = Vector.LoadUnsafe(ref x1, row);
            var g0 = Vector.LoadUnsafe(ref y, row);
            a0 += g0 * a;
            b0 += g0 * b;
            var g1 = Vector.LoadUnsafe(ref y1, row);
            a1 += g1 * a;
            b1 += g1 * b;
            var g2 = Vector.LoadUnsafe(ref y2, row);
            a2 += g2 * a;
            b2 += g2 * b;
            var g3 = Vector.LoadUnsafe(ref y3, row);
            a3 += g3 * a;
            b3 += g3 * b;
        }
        a0.StoreUnsafe(ref lanes);
        b0.StoreUnsafe(ref lanes, Lanes);
        a1.StoreUnsafe(ref lanes, 2 * Lanes);
        b1.StoreUnsafe(ref lanes, 3 * Lanes);
        a2.StoreUnsafe(ref lanes, 4 * Lanes);
        b2.StoreUnsafe(ref lanes, 5 * Lanes);
        a3.StoreUnsafe(ref lanes, 6 * Lanes);
        b3.StoreUnsafe(ref lanes, 7 * Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Fold<T>(Span<T> lanes)
        where T : unmanaged, INumber<T>
    {
        if (Vector128<T>.Count == 4)
        {
            // The same additions as below, four at a time.
            ref var first = ref MemoryMarshal.GetReference(lanes[..Lanes]);
            var low = Vector128.LoadUnsafe(ref first) + Vector128.LoadUnsafe(ref first, 8);
            var four = low + (Vector128.LoadUnsafe(ref first, 4) + Vector128.LoadUnsafe(ref first, 12));
            return four[0] + four[2] + (four[1] + four[3]);
        }
        for (var half = Lanes / 2; half >= 1; half /= 2)
        {
            for (var i = 0; i < half; i++)
                lanes[i] += lanes[half + i];
        }
        return lanes[0];
    }
}

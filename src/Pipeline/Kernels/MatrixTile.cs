using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipeline.Kernels;

/// <summary>
/// Sums of products of a few outputs and a few rows, which stay in registers: sums[output][row] = start[output] + Σ weights[k][output]·x[k][row],
/// k ascending by a step. In float64 the products of float32 are exact, so that a fused multiply-add gives the bits of a Mul and an Add.
/// </summary>
internal static class MatrixTile
{
    /// <summary>Outputs at a time.</summary>
    public const int Outputs = 4;

    /// <summary>Rows at a time: two vectors.</summary>
    public static int Rows<T>()
        where T : unmanaged => 2 * (Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256<T>.Count);

    /// <summary>Computes the sums.</summary>
    /// <param name="x">The first k's rows; those of the next are <paramref name="xStep"/> on.</param>
    /// <param name="xStep">From a k to the next.</param>
    /// <param name="weights">The first k's weights; those of the next are <paramref name="weightStep"/> on.</param>
    /// <param name="weightStep">From a k to the next.</param>
    /// <param name="count">Number of k.</param>
    /// <param name="start">[outputs].</param>
    /// <param name="sums">[outputs][rows].</param>
    public static void Run<T>(ref T x, int xStep, ref T weights, int weightStep, int count, ref T start, ref T sums)
        where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated)
            Run512(ref x, xStep, ref weights, weightStep, count, ref start, ref sums);
        else
            Run256(ref x, xStep, ref weights, weightStep, count, ref start, ref sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run512<T>(ref T x, int xStep, ref T weights, int weightStep, int count, ref T start, ref T sums)
        where T : unmanaged
    {
        var width = Vector512<T>.Count;
        var (a0, b0) = (Vector512.Create(start), Vector512.Create(start));
        var (a1, b1) = (Vector512.Create(Unsafe.Add(ref start, 1)), Vector512.Create(Unsafe.Add(ref start, 1)));
        var (a2, b2) = (Vector512.Create(Unsafe.Add(ref start, 2)), Vector512.Create(Unsafe.Add(ref start, 2)));
        var (a3, b3) = (Vector512.Create(Unsafe.Add(ref start, 3)), Vector512.Create(Unsafe.Add(ref start, 3)));
        for (var k = 0; k < count; k++)
        {
            var (a, b) = (Vector512.LoadUnsafe(ref x), Vector512.LoadUnsafe(ref x, (nuint)width));
            var (w0, w1) = (Vector512.Create(weights), Vector512.Create(Unsafe.Add(ref weights, 1)));
            (a0, b0) = (MultiplyAdd(a, w0, a0), MultiplyAdd(b, w0, b0));
            (a1, b1) = (MultiplyAdd(a, w1, a1), MultiplyAdd(b, w1, b1));
            var (w2, w3) = (Vector512.Create(Unsafe.Add(ref weights, 2)), Vector512.Create(Unsafe.Add(ref weights, 3)));
            (a2, b2) = (MultiplyAdd(a, w2, a2), MultiplyAdd(b, w2, b2));
            (a3, b3) = (MultiplyAdd(a, w3, a3), MultiplyAdd(b, w3, b3));
            x = ref Unsafe.Add(ref x, xStep);
            weights = ref Unsafe.Add(ref weights, weightStep);
        }
        a0.StoreUnsafe(ref sums);
        b0.StoreUnsafe(ref sums, (nuint)width);
        a1.StoreUnsafe(ref sums, (nuint)(2 * width));
        b1.StoreUnsafe(ref sums, (nuint)(3 * width));
        a2.StoreUnsafe(ref sums, (nuint)(4 * width));
        b2.StoreUnsafe(ref sums, (nuint)(5 * width));
        a3.StoreUnsafe(ref sums, (nuint)(6 * width));
        b3.StoreUnsafe(ref sums, (nuint)(7 * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run256<T>(ref T x, int xStep, ref T weights, int weightStep, int count, ref T start, ref T sums)
        where T : unmanaged
    {
        var width = Vector256<T>.Count;
        var (a0, b0) = (Vector256.Create(start), Vector256.Create(start));
        var (a1, b1) = (Vector256.Create(Unsafe.Add(ref start, 1)), Vector256.Create(Unsafe.Add(ref start, 1)));
        var (a2, b2) = (Vector256.Create(Unsafe.Add(ref start, 2)), Vector256.Create(Unsafe.Add(ref start, 2)));
        var (a3, b3) = (Vector256.Create(Unsafe.Add(ref start, 3)), Vector256.Create(Unsafe.Add(ref start, 3)));
        for (var k = 0; k < count; k++)
        {
            var (a, b) = (Vector256.LoadUnsafe(ref x), Vector256.LoadUnsafe(ref x, (nuint)width));
            var (w0, w1) = (Vector256.Create(weights), Vector256.Create(Unsafe.Add(ref weights, 1)));
            (a0, b0) = (MultiplyAdd(a, w0, a0), MultiplyAdd(b, w0, b0));
            (a1, b1) = (MultiplyAdd(a, w1, a1), MultiplyAdd(b, w1, b1));
            var (w2, w3) = (Vector256.Create(Unsafe.Add(ref weights, 2)), Vector256.Create(Unsafe.Add(ref weights, 3)));
            (a2, b2) = (MultiplyAdd(a, w2, a2), MultiplyAdd(b, w2, b2));
            (a3, b3) = (MultiplyAdd(a, w3, a3), MultiplyAdd(b, w3, b3));
            x = ref Unsafe.Add(ref x, xStep);
            weights = ref Unsafe.Add(ref weights, weightStep);
        }
        a0.StoreUnsafe(ref sums);
        b0.StoreUnsafe(ref sums, (nuint)width);
        a1.StoreUnsafe(ref sums, (nuint)(2 * width));
        b1.StoreUnsafe(ref sums, (nuint)(3 * width));
        a2.StoreUnsafe(ref sums, (nuint)(4 * width));
        b2.StoreUnsafe(ref sums, (nuint)(5 * width));
        a3.StoreUnsafe(ref sums, (nuint)(6 * width));
        b3.StoreUnsafe(ref sums, (nuint)(7 * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> MultiplyAdd<T>(Vector512<T> x, Vector512<T> w, Vector512<T> sum) => typeof(T) == typeof(double)
        ? Vector512.MultiplyAddEstimate(x.AsDouble(), w.AsDouble(), sum.AsDouble()).As<double, T>()
        : Vector512.MultiplyAddEstimate(x.AsSingle(), w.AsSingle(), sum.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> MultiplyAdd<T>(Vector256<T> x, Vector256<T> w, Vector256<T> sum) => typeof(T) == typeof(double)
        ? Vector256.MultiplyAddEstimate(x.AsDouble(), w.AsDouble(), sum.AsDouble()).As<double, T>()
        : Vector256.MultiplyAddEstimate(x.AsSingle(), w.AsSingle(), sum.AsSingle()).As<float, T>();
}

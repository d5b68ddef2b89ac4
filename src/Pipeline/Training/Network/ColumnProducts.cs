using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipeline.Kernels;

namespace Pipeline.Training.Network;

/// <summary>
/// Products of a matrix of weights and the columns of a batch. Every number that comes out is start + w₀·x₀ + w₁·x₁ + …, terms in ascending
/// order, each step a Mul and an Add, never fused: so its bits depend neither on the width of a vector, which holds rows, nor on threads,
/// which share outputs.
/// </summary>
internal static class ColumnProducts
{
    // Outputs at a time, in registers with two vectors of rows each.
    private const int Group = 4;

    // Terms whose rows fit into the first cache.
    private const int MostPacked = 512;

    /// <summary>y[o][r] = start[o] + Σ_k weights[o·outputStep + k·termStep]·x[k][r], for o from [from, to); the padding of y is 0.</summary>
    /// <param name="x">The columns; all of them are terms.</param>
    /// <param name="weights">The first weight.</param>
    /// <param name="outputStep">From the weights of an output to those of the next.</param>
    /// <param name="termStep">From a term's weight to the next one's.</param>
    /// <param name="start">By output; empty for zeros.</param>
    /// <param name="y">What comes out, of as many rows as x.</param>
    /// <param name="from">The first output.</param>
    /// <param name="to">Behind the last output.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(Columns<T> x, ReadOnlySpan<T> weights, int outputStep, int termStep, ReadOnlySpan<T> start, Columns<T> y, int from, int to)
        where T : unmanaged, INumber<T>
    {
        ref var first = ref MemoryMarshal.GetReference(weights);
        Span<T> starts = stackalloc T[Group];
        var pack = to - from > Group && x.Features <= MostPacked;
        var packed = pack ? Packed<T>.Rows(x.Features * 2 * Vector<T>.Count) : null;
        for (var row = 0; row < x.Padded; row += 2 * Vector<T>.Count)
        {
            ref var rows = ref Unsafe.Add(ref x.First(0), row);
            var step = x.Stride;
            if (packed is not null)
            {
                Pack(ref rows, step, x.Features, ref packed.First);
                rows = ref packed.First;
                step = 2 * Vector<T>.Count;
            }
            for (var o = from; o < to; o += Group)
            {
                var outputs = Math.Min(Group, to - o);
                if (!start.IsEmpty)
                    start.Slice(o, outputs).CopyTo(starts);
                ref var w = ref Unsafe.Add(ref first, o * outputStep);
                ref var sums = ref Unsafe.Add(ref y.First(o), row);
                if (outputs == Group)
                {
                    Four(ref rows, step, x.Features, ref w, outputStep, termStep, ref starts[0], ref sums, y.Stride);
                    continue;
                }
                for (var i = 0; i < outputs; i++)
                    One(ref rows, step, x.Features, ref Unsafe.Add(ref w, i * outputStep), termStep, starts[i], ref Unsafe.Add(ref sums, i * y.Stride));
            }
        }
        if (x.Rows == x.Padded)
            return;
        for (var o = from; o < to; o++)
            y.ClearPadding(o);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four<T>(ref T x, int xStep, int terms, ref T w, int outputStep, int termStep, ref T start, ref T y, int yStep)
        where T : unmanaged, INumber<T>
    {
        var width = (nuint)Vector<T>.Count;
        var (a0, b0) = (new Vector<T>(start), new Vector<T>(start));
        var (a1, b1) = (new Vector<T>(Unsafe.Add(ref start, 1)), new Vector<T>(Unsafe.Add(ref start, 1)));
        var (a2, b2) = (new Vector<T>(Unsafe.Add(ref start, 2)), new Vector<T>(Unsafe.Add(ref start, 2)));
        var (a3, b3) = (new Vector<T>(Unsafe.Add(ref start, 3)), new Vector<T>(Unsafe.Add(ref start, 3)));
        for (var k = 0; k < terms; k++)
        {
            var a = Vector.LoadUnsafe(ref x);
            var b = Vector.LoadUnsafe(ref x, width);
            var w0 = new Vector<T>(w);
            a0 += a * w0;
            b0 += b * w0;
            var w1 = new Vector<T>(Unsafe.Add(ref w, outputStep));
            a1 += a * w1;
            b1 += b * w1;
            var w2 = new Vector<T>(Unsafe.Add(ref w, 2 * outputStep));
            a2 += a * w2;
            b2 += b * w2;
            var w3 = new Vector<T>(Unsafe.Add(ref w, 3 * outputStep));
            a3 += a * w3;
            b3 += b * w3;
            x = ref Unsafe.Add(ref x, xStep);
            w = ref Unsafe.Add(ref w, termStep);
        }
        Store(a0, b0, ref y);
        Store(a1, b1, ref Unsafe.Add(ref y, yStep));
        Store(a2, b2, ref Unsafe.Add(ref y, 2 * yStep));
        Store(a3, b3, ref Unsafe.Add(ref y, 3 * yStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<T>(ref T x, int xStep, int terms, ref T w, int termStep, T start, ref T y)
        where T : unmanaged, INumber<T>
    {
        var (a, b) = (new Vector<T>(start), new Vector<T>(start));
        for (var k = 0; k < terms; k++)
        {
            var weight = new Vector<T>(w);
            a += Vector.LoadUnsafe(ref x) * weight;
            b += Vector.LoadUnsafe(ref x, (nuint)Vector<T>.Count) * weight;
            x = ref Unsafe.Add(ref x, xStep);
            w = ref Unsafe.Add(ref w, termStep);
        }
        Store(a, b, ref y);
    }

    /// <summary>Two vectors of each column, one after another: of the columns themselves each lies on a page of its own, and there are too many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack<T>(ref T x, int step, int terms, ref T packed)
        where T : unmanaged, INumber<T>
    {
        for (var k = 0; k < terms; k++)
        {
            Store(Vector.LoadUnsafe(ref x), Vector.LoadUnsafe(ref x, (nuint)Vector<T>.Count), ref packed);
            x = ref Unsafe.Add(ref x, step);
            packed = ref Unsafe.Add(ref packed, 2 * Vector<T>.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector<T> a, Vector<T> b, ref T y)
        where T : unmanaged, INumber<T>
    {
        a.StoreUnsafe(ref y);
        b.StoreUnsafe(ref y, (nuint)Vector<T>.Count);
    }

    /// <summary>A thread's own room for rows that are packed.</summary>
    private static class Packed<T>
        where T : unmanaged, INumber<T>
    {
        [ThreadStatic]
        private static AlignedMemory<T>? rows;

        public static AlignedMemory<T> Rows(int length) => rows is { } room && room.Length >= length ? room : rows = new AlignedMemory<T>(length);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pipeline.Training.Network;

/// <summary>What is done to each number of a column by itself; columns are a multiple of the widest vector. Never a fused multiply-add.</summary>
internal static class ColumnMath
{
    /// <summary>y = x − a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract<T>(ReadOnlySpan<T> x, T a, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        var amount = new Vector<T>(a);
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y[..x.Length]);
        for (nuint i = 0; i < (nuint)x.Length; i += (nuint)Vector<T>.Count)
            (Vector.LoadUnsafe(ref from, i) - amount).StoreUnsafe(ref to, i);
    }

    /// <summary>y = x·a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScaleAndAdd<T>(ReadOnlySpan<T> x, T a, T b, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        var (factor, term) = (new Vector<T>(a), new Vector<T>(b));
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y[..x.Length]);
        for (nuint i = 0; i < (nuint)x.Length; i += (nuint)Vector<T>.Count)
            ((Vector.LoadUnsafe(ref from, i) * factor) + term).StoreUnsafe(ref to, i);
    }

    /// <summary>x ← x·s, then y = x·a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Norm<T>(Span<T> x, T s, T a, T b, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        var (scale, factor, term) = (new Vector<T>(s), new Vector<T>(a), new Vector<T>(b));
        ref var normal = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y[..x.Length]);
        for (nuint i = 0; i < (nuint)x.Length; i += (nuint)Vector<T>.Count)
        {
            var hat = Vector.LoadUnsafe(ref normal, i) * scale;
            hat.StoreUnsafe(ref normal, i);
            ((hat * factor) + term).StoreUnsafe(ref to, i);
        }
    }

    /// <summary>dx = (dy − a − x̂·b)·scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void NormBack<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> hat, T a, T b, T scale, Span<T> dx)
        where T : unmanaged, INumber<T>
    {
        var (term, factor, whole) = (new Vector<T>(a), new Vector<T>(b), new Vector<T>(scale));
        ref var gradient = ref MemoryMarshal.GetReference(dy);
        ref var normal = ref MemoryMarshal.GetReference(hat[..dy.Length]);
        ref var to = ref MemoryMarshal.GetReference(dx[..dy.Length]);
        for (nuint i = 0; i < (nuint)dy.Length; i += (nuint)Vector<T>.Count)
            ((Vector.LoadUnsafe(ref gradient, i) - term - (Vector.LoadUnsafe(ref normal, i) * factor)) * whole).StoreUnsafe(ref to, i);
    }

    /// <summary>y = x·a, number by number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> a, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var factors = ref MemoryMarshal.GetReference(a[..x.Length]);
        ref var to = ref MemoryMarshal.GetReference(y[..x.Length]);
        for (nuint i = 0; i < (nuint)x.Length; i += (nuint)Vector<T>.Count)
            (Vector.LoadUnsafe(ref from, i) * Vector.LoadUnsafe(ref factors, i)).StoreUnsafe(ref to, i);
    }

    /// <summary>y = x where x is not below 0, x·slope elsewhere; slope 0 gives 0 there. A NaN stays a NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LeakyRelu<T>(ReadOnlySpan<T> x, T slope, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        var (factor, flat) = (new Vector<T>(slope), T.IsZero(slope));
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y[..x.Length]);
        for (nuint i = 0; i < (nuint)x.Length; i += (nuint)Vector<T>.Count)
        {
            var value = Vector.LoadUnsafe(ref from, i);
            Vector.ConditionalSelect(Vector.LessThan(value, Vector<T>.Zero), flat ? Vector<T>.Zero : value * factor, value).StoreUnsafe(ref to, i);
        }
    }

    /// <summary>dx = dy where x is above 0, dy·slope elsewhere; slope 0 gives 0 there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LeakyReluBack<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, T slope, Span<T> dx)
        where T : unmanaged, INumber<T>
    {
        var (factor, flat) = (new Vector<T>(slope), T.IsZero(slope));
        ref var gradients = ref MemoryMarshal.GetReference(dy);
        ref var from = ref MemoryMarshal.GetReference(x[..dy.Length]);
        ref var to = ref MemoryMarshal.GetReference(dx[..dy.Length]);
        for (nuint i = 0; i < (nuint)dy.Length; i += (nuint)Vector<T>.Count)
        {
            var gradient = Vector.LoadUnsafe(ref gradients, i);
            var above = Vector.GreaterThan(Vector.LoadUnsafe(ref from, i), Vector<T>.Zero);
            Vector.ConditionalSelect(above, gradient, flat ? Vector<T>.Zero : gradient * factor).StoreUnsafe(ref to, i);
        }
    }

    /// <summary>dx = dy·(1 − y·y).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TanhBack<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> y, Span<T> dx)
        where T : unmanaged, INumber<T>
    {
        ref var gradients = ref MemoryMarshal.GetReference(dy);
        ref var values = ref MemoryMarshal.GetReference(y[..dy.Length]);
        ref var to = ref MemoryMarshal.GetReference(dx[..dy.Length]);
        for (nuint i = 0; i < (nuint)dy.Length; i += (nuint)Vector<T>.Count)
        {
            var value = Vector.LoadUnsafe(ref values, i);
            (Vector.LoadUnsafe(ref gradients, i) * (Vector<T>.One - (value * value))).StoreUnsafe(ref to, i);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pipeline.Kernels;

/// <summary>Between float32 and float64.</summary>
internal static class Conversions
{
    /// <summary>Four numbers to float64, which is exact.</summary>
    public static Vector256<double> Widen(Vector128<float> x)
    {
        if (Avx.IsSupported)
            return Avx.ConvertToVector256Double(x);
        var (low, high) = Vector128.Widen(x);
        return Vector256.Create(low, high);
    }

    /// <summary>Four numbers to float32, rounded once.</summary>
    public static Vector128<float> Round(Vector256<double> x) =>
        Avx.IsSupported ? Avx.ConvertToVector128Single(x) : Vector128.Narrow(x.GetLower(), x.GetUpper());

    /// <summary>From float32 to float32 or float64; the number of values is a multiple of 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Widen<T>(ReadOnlySpan<float> from, Span<T> to)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            from.CopyTo(MemoryMarshal.Cast<T, float>(to));
            return;
        }
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref Unsafe.As<T, double>(ref MemoryMarshal.GetReference(to));
        for (var i = 0; i < from.Length; i += Vector128<float>.Count)
            Widen(Vector128.LoadUnsafe(ref source, (nuint)i)).StoreUnsafe(ref target, (nuint)i);
    }

    /// <summary>From float32 or float64 to float32; the number of values is a multiple of 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Round<T>(ReadOnlySpan<T> from, Span<float> to)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            MemoryMarshal.Cast<T, float>(from).CopyTo(to);
            return;
        }
        ref var source = ref Unsafe.As<T, double>(ref MemoryMarshal.GetReference(from));
        ref var target = ref MemoryMarshal.GetReference(to);
        for (var i = 0; i < from.Length; i += Vector128<float>.Count)
            Round(Vector256.LoadUnsafe(ref source, (nuint)i)).StoreUnsafe(ref target, (nuint)i);
    }
}

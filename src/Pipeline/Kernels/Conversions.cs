using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pipeline.Kernels;

/// <summary>Between float32 and float64, four numbers at a time.</summary>
internal static class Conversions
{
    /// <summary>To float64, which is exact.</summary>
    public static Vector256<double> Widen(Vector128<float> x)
    {
        if (Avx.IsSupported)
            return Avx.ConvertToVector256Double(x);
        var (low, high) = Vector128.Widen(x);
        return Vector256.Create(low, high);
    }

    /// <summary>To float32, rounded once.</summary>
    public static Vector128<float> Round(Vector256<double> x) =>
        Avx.IsSupported ? Avx.ConvertToVector128Single(x) : Vector128.Narrow(x.GetLower(), x.GetUpper());
}

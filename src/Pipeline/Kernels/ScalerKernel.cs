using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>Scales the values of a slot.</summary>
internal static class ScalerKernel
{
    /// <summary>In float32, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(Scaler? scaler, int slot, Span<float> values)
    {
        switch (scaler)
        {
            case null: break;
            case Scaler.Affine affine:
                // x − 0 is x, −0 and NaN too.
                var (offset, scale) = (affine.Offset.Length == 0 ? 0f : (float)affine.Offset[slot], (float)affine.Scale[slot]);
                var row = 0;
                for (; row <= values.Length - Vector256<float>.Count; row += Vector256<float>.Count)
                {
                    ref var at = ref values[row];
                    ((Vector256.LoadUnsafe(ref at) - Vector256.Create(offset)) * scale).StoreUnsafe(ref at);
                }
                for (; row < values.Length; row++)
                    values[row] = (values[row] - offset) * scale;
                break;
            default:
                foreach (ref var value in values)
                    value = Apply(scaler, slot, value);
                break;
        }
    }

    /// <summary>In float64, in place.</summary>
    public static void Run(Scaler? scaler, int slot, Span<double> values)
    {
        if (scaler is null)
            return;
        foreach (ref var value in values)
            value = Apply(scaler, slot, value);
    }

    /// <summary>In float32.</summary>
    public static float Apply(Scaler? scaler, int slot, float x) => scaler switch
    {
        null => x,
        Scaler.Affine { Offset.Length: 0 } affine => x * (float)affine.Scale[slot],
        Scaler.Affine affine => (x - (float)affine.Offset[slot]) * (float)affine.Scale[slot],
        Scaler.LogNormalCdf cdf => Cdf((float)ExactMath.Log(x), (float)cdf.Mean[slot], (float)cdf.Deviation[slot]),
        _ => throw new ArgumentOutOfRangeException(nameof(scaler), scaler, "unknown scaler"),
    };

    /// <summary>In float64.</summary>
    public static double Apply(Scaler? scaler, int slot, double x) => scaler switch
    {
        null => x,
        Scaler.Affine { Offset.Length: 0 } affine => x * affine.Scale[slot],
        Scaler.Affine affine => (x - affine.Offset[slot]) * affine.Scale[slot],
        Scaler.LogNormalCdf cdf => Cdf(ExactMath.Log(x), cdf.Mean[slot], cdf.Deviation[slot]),
        _ => throw new ArgumentOutOfRangeException(nameof(scaler), scaler, "unknown scaler"),
    };

    private static float Cdf(float logarithm, float mean, float deviation)
    {
        if (!float.IsFinite(logarithm) || deviation <= float.Epsilon)
            return 0;
        var z = (logarithm - mean) / deviation;
        var half = z * z / 2;
        var ah = 0.147f * half;
        return (float)Bell(z, -half * ((4 / Math.PI) + ah) / (1 + ah));
    }

    private static double Cdf(double logarithm, double mean, double deviation)
    {
        if (!double.IsFinite(logarithm) || deviation <= double.Epsilon)
            return 0;
        var z = (logarithm - mean) / deviation;
        var half = z * z / 2;
        var ah = 0.147 * half;
        return Bell(z, -half * ((4 / Math.PI) + ah) / (1 + ah));
    }

    private static double Bell(double z, double exponent) => 0.5 + (0.5 * Math.Sign(z) * Math.Sqrt(1 - ExactMath.Exp(exponent)));
}

using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>Scales one value of a slot.</summary>
internal static class ScalerKernel
{
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

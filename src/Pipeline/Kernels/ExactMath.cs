using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>
/// Exponential and logarithm as fixed sequences of IEEE 754 operations in float64 (Add, Sub, Mul, Div, Round, comparisons, exact
/// powers of two): the same bits on every processor, whatever its libraries. Errors are below 2 ulp, so that after the one
/// rounding to float32 they hardly ever show.
/// </summary>
public static class ExactMath
{
    /// <summary>
    /// e^x for x within [−708, 709]; x beyond is taken as the nearer end, which float32 cannot tell from 0 or ∞. NaN stays NaN.
    /// The sequence is that of <see cref="ExactSeries"/>.
    /// </summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
            return x;
        x = x < ExactSeries.Lowest ? ExactSeries.Lowest : x > ExactSeries.Highest ? ExactSeries.Highest : x;
        var k = Math.Round(x * ExactSeries.Log2E);
        var r = x - (k * ExactSeries.Ln2High);
        r -= k * ExactSeries.Ln2Low;
        var series = ExactSeries.Exponential;
        var sum = series[0];
        for (var i = 1; i < series.Length; i++)
            sum = (sum * r) + series[i];
        return sum * PowerOfTwo((int)k);
    }

    /// <summary>
    /// ln x for a positive, finite x; −∞ for 0, NaN below and for NaN, ∞ for ∞. The sequence is that of <see cref="ExactSeries"/>.
    /// </summary>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0)
            return double.NaN;
        if (x == 0)
            return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x))
            return x;
        double k = 0;
        // Each step divides by a power of two, exactly, where that keeps x at or above √½.
        for (var step = 512; step >= 1; step /= 2)
        {
            while (x >= ExactSeries.SqrtHalf * PowerOfTwo(step))
                (x, k) = (x * PowerOfTwo(-step), k + step);
            while (x < ExactSeries.SqrtHalf * PowerOfTwo(1 - step))
                (x, k) = (x * PowerOfTwo(step), k - step);
        }
        var f = x - 1;
        var s = f / (f + 2);
        var z = s * s;
        var series = ExactSeries.Logarithm;
        var sum = series[0];
        for (var i = 1; i < series.Length; i++)
            sum = (sum * z) + series[i];
        var half = 0.5 * f * f;
        return (k * ExactSeries.Ln2High) - (half - ((s * (half + (z * sum))) + (k * ExactSeries.Ln2Low)) - f);
    }

    private static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((long)(k + 1023) << 52);
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>
/// Exponential and logarithm as fixed sequences of IEEE 754 operations in float64 (Add, Sub, Mul, Div, Round, comparisons, exact
/// powers of two): the same bits on every processor, whatever its libraries. Errors are below 2 ulp, so that after the one
/// rounding to float32 they hardly ever show.
/// </summary>
internal static class ExactMath
{
    private const int MantissaBits = 52;
    private const long Bias = 1023;
    private const long Mantissa = (1L << MantissaBits) - 1;

    /// <summary>The bits of 1.</summary>
    private const long One = Bias << MantissaBits;

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
        var (m, k) = Split(x);
        var f = m - 1;
        var s = f / (f + 2);
        var z = s * s;
        var series = ExactSeries.Logarithm;
        var sum = series[0];
        for (var i = 1; i < series.Length; i++)
            sum = (sum * z) + series[i];
        var half = 0.5 * f * f;
        return (k * ExactSeries.Ln2High) - (half - ((s * (half + (z * sum))) + (k * ExactSeries.Ln2Low)) - f);
    }

    /// <summary>e^x of four numbers at once, each by the very sequence of <see cref="Exp(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static Vector256<double> Exp(Vector256<double> x)
    {
        // Comparisons are false for NaN, so it passes.
        var (lowest, highest) = (Vector256.Create(ExactSeries.Lowest), Vector256.Create(ExactSeries.Highest));
        x = Vector256.ConditionalSelect(Vector256.LessThan(x, lowest), lowest, x);
        x = Vector256.ConditionalSelect(Vector256.GreaterThan(x, highest), highest, x);
        var k = Vector256.Round(x * ExactSeries.Log2E);
        var r = x - (k * ExactSeries.Ln2High);
        r -= k * ExactSeries.Ln2Low;
        var series = ExactSeries.Exponential;
        var sum = Vector256.Create(series[0]);
        for (var i = 1; i < series.Length; i++)
            sum = (sum * r) + Vector256.Create(series[i]);
        // A whole number added to this is in the lowest bits of the sum.
        var exponent = (k + Vector256.Create(6755399441055744.0)).AsInt64() + Vector256.Create(Bias);
        return sum * (exponent << MantissaBits).AsDouble();
    }

    /// <summary>tanh x of four numbers at once; the sequence is that of <see cref="Activation.Tanh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static Vector256<double> Tanh(Vector256<double> x)
    {
        var square = x * x;
        var series = ExactSeries.Tangent;
        var sum = Vector256.Create(series[0]);
        for (var i = 1; i < series.Length; i++)
            sum = (sum * square) + Vector256.Create(series[i]);
        var one = Vector256<double>.One;
        var far = one - (Vector256.Create(2.0) / (Exp(x + x) + one));
        return Vector256.ConditionalSelect(Vector256.LessThan(square, Vector256.Create(ExactSeries.NearZero)), sum * x, far);
    }

    /// <summary>ln x of four numbers from 1 up, each by the very sequence of <see cref="Log(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static Vector256<double> LogFromOne(Vector256<double> x)
    {
        var bits = x.AsInt64();
        var m = ((bits & Vector256.Create(Mantissa)) | Vector256.Create(One)).AsDouble();
        var above = Vector256.GreaterThanOrEqual(m, Vector256.Create(2 * ExactSeries.SqrtHalf));
        m = Vector256.ConditionalSelect(above, m * 0.5, m);
        var k = Vector256.ConvertToDouble((bits >> MantissaBits) - Vector256.Create(Bias)) + (above & Vector256<double>.One);
        var f = m - Vector256<double>.One;
        var s = f / (f + Vector256.Create(2.0));
        var z = s * s;
        var series = ExactSeries.Logarithm;
        var sum = Vector256.Create(series[0]);
        for (var i = 1; i < series.Length; i++)
            sum = (sum * z) + Vector256.Create(series[i]);
        var half = 0.5 * f * f;
        return (k * ExactSeries.Ln2High) - (half - ((s * (half + (z * sum))) + (k * ExactSeries.Ln2Low)) - f);
    }

    /// <summary>x = m·2^k with m in [√½, √2), both exact.</summary>
    private static (double M, double K) Split(double x)
    {
        double lift = 0;
        if (x < PowerOfTwo(-1022))
            (x, lift) = (x * PowerOfTwo(54), -54);
        var bits = BitConverter.DoubleToInt64Bits(x);
        var m = BitConverter.Int64BitsToDouble((bits & Mantissa) | One);
        var k = (bits >> MantissaBits) - Bias + lift;
        return m >= 2 * ExactSeries.SqrtHalf ? (m * 0.5, k + 1) : (m, k);
    }

    private static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((k + Bias) << MantissaBits);
}

namespace Pipeline.Kernels;

/// <summary>
/// Exponential and logarithm as fixed sequences of IEEE 754 operations in float64 (Add, Sub, Mul, Div, Round, comparisons, exact
/// powers of two): the same bits on every processor, whatever its libraries. Errors are below 2 ulp, so that after the one
/// rounding to float32 they hardly ever show.
/// </summary>
public static class ExactMath
{
    /// <summary>Where e^x leaves the range of float32 for good, on both sides, and float64 still holds it.</summary>
    private const double Lowest = -708, Highest = 709;

    private const double Log2E = 1.4426950408889634;

    /// <summary>ln 2 in two parts: k·Ln2High is exact for the k that occur (Cody and Waite 1980).</summary>
    private const double Ln2High = 6.93147180369123816490e-01, Ln2Low = 1.90821492927058770002e-10;

    /// <summary>1/n! for n from 13 to 0.</summary>
    private static readonly double[] taylor = InverseFactorials();

    /// <summary>
    /// e^x for x within [−708, 709]; x beyond is taken as the nearer end, which float32 cannot tell from 0 or ∞. NaN stays NaN.
    /// k = round(x·log₂e), r = x − k·ln 2, Taylor polynomial of degree 13 in r by Horner's rule, times 2^k.
    /// </summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
            return x;
        x = x < Lowest ? Lowest : x > Highest ? Highest : x;
        var k = Math.Round(x * Log2E);
        var r = x - (k * Ln2High);
        r -= k * Ln2Low;
        var sum = taylor[0];
        for (var i = 1; i < taylor.Length; i++)
            sum = (sum * r) + taylor[i];
        return sum * PowerOfTwo((int)k);
    }

    /// <summary>
    /// ln x for a positive, finite x; −∞ for 0, NaN below and for NaN, ∞ for ∞. x = m·2^k with m in [√½, √2), s = (m − 1)/(m + 1),
    /// ln m = 2·(s + s³/3 + s⁵/5 + …) to s²¹, plus k·ln 2 in two parts.
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
            while (x >= SqrtHalf * PowerOfTwo(step))
                (x, k) = (x * PowerOfTwo(-step), k + step);
            while (x < SqrtHalf * PowerOfTwo(1 - step))
                (x, k) = (x * PowerOfTwo(step), k - step);
        }
        var s = (x - 1) / (x + 1);
        var square = s * s;
        var sum = 1.0 / 21;
        for (var n = 19; n >= 1; n -= 2)
            sum = (sum * square) + (1.0 / n);
        return (k * Ln2High) + ((2 * s * sum) + (k * Ln2Low));
    }

    private const double SqrtHalf = 0.70710678118654752;

    private static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((long)(k + 1023) << 52);

    private static double[] InverseFactorials()
    {
        var inverse = new double[14];
        double factorial = 1;
        for (var n = 0; n < inverse.Length; n++)
        {
            factorial *= Math.Max(n, 1);
            inverse[^(n + 1)] = 1 / factorial;
        }
        return inverse;
    }
}

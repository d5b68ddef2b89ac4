namespace Pipeline.Graph;

/// <summary>
/// The constants of the exponential, the logarithm and the hyperbolic tangent (whose sequence <see cref="Activation.Tanh"/> states).
/// Each is a fixed sequence of IEEE 754 operations in float64, stated once and followed by both back ends.
/// <para>
/// e^x: x is kept within [<see cref="Lowest"/>, <see cref="Highest"/>]; k = round(x·<see cref="Log2E"/>), halves to even;
/// r = (x − k·<see cref="Ln2High"/>) − k·<see cref="Ln2Low"/>; the polynomial <see cref="Exponential"/> in r by Horner's rule, a Mul
/// and an Add a step; times 2^k.
/// </para>
/// <para>
/// ln x of a positive, finite x = m·2^k with m in [√½, √2), which is exact: f = m − 1, which is exact too; s = f/(f + 2); z = s·s;
/// R = z·p with p the polynomial <see cref="Logarithm"/> in z by Horner's rule; h = (½·f)·f;
/// k·<see cref="Ln2High"/> − ((h − (s·(h + R) + k·<see cref="Ln2Low"/>)) − f). So the leading term f is added last and unrounded
/// (the arrangement of fdlibm), where 2·s would bring two roundings of its own.
/// </para>
/// </summary>
internal static class ExactSeries
{
    /// <summary>Where e^x leaves the range of float32 for good, below, and float64 still holds it.</summary>
    public const double Lowest = -708;

    /// <summary>Where e^x leaves the range of float32 for good, above, and float64 still holds it.</summary>
    public const double Highest = 709;

    /// <summary>log₂ e.</summary>
    public const double Log2E = 1.4426950408889634;

    /// <summary>The upper bits of ln 2: times a k that occurs, it is exact (Cody and Waite 1980).</summary>
    public const double Ln2High = 6.93147180369123816490e-01;

    /// <summary>ln 2 less its upper bits.</summary>
    public const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>√½.</summary>
    public const double SqrtHalf = 0.70710678118654752;

    /// <summary>2⁻⁸: the squares for which tanh is taken from its series.</summary>
    public const double NearZero = 1 / 256.0;

    private static readonly double[] exponential = Down(13, 0, n => 1 / Factorial(n));
    private static readonly double[] logarithm = Down(10, 1, n => 2.0 / ((2 * n) + 1));

    private static readonly double[] tangent = [21844.0 / 6081075, -1382.0 / 155925, 62.0 / 2835, -17.0 / 315, 2.0 / 15, -1.0 / 3, 1];

    /// <summary>1/n! for n from 13 to 0.</summary>
    public static ReadOnlySpan<double> Exponential => exponential;

    /// <summary>2/n for odd n from 21 to 3.</summary>
    public static ReadOnlySpan<double> Logarithm => logarithm;

    /// <summary>The series of tanh z / z in powers of z², from that of z¹² to 1; below 2⁻⁸ what it leaves out is less than 2⁻⁵⁸.</summary>
    public static ReadOnlySpan<double> Tangent => tangent;

    private static double[] Down(int from, int to, Func<int, double> term)
    {
        var terms = new double[from - to + 1];
        for (var i = 0; i < terms.Length; i++)
            terms[i] = term(from - i);
        return terms;
    }

    private static double Factorial(int n) => n == 0 ? 1 : n * Factorial(n - 1);
}

namespace Pipeline.Training.Network;

/// <summary>
/// cos πx and sin πx as fixed sequences of IEEE 754 operations in float64, the same bits on every processor: x is brought to [−¼, ¼] by
/// exact steps, then the series of Taylor in (π·x)² by Horner's rule, to degree 16 and 17. Errors are below 2⁻⁵¹.
/// </summary>
internal static class ExactCosine
{
    private static readonly double[] cosine = Terms(16);
    private static readonly double[] sine = Terms(17);

    /// <summary>cos πx, for |x| below 2⁵¹.</summary>
    public static double CosPi(double x)
    {
        var quarters = Math.Round(x * 2);
        var rest = Math.PI * (x - (quarters * 0.5));
        return ((long)quarters & 3) switch
        {
            0 => Series(cosine, rest),
            1 => -rest * Series(sine, rest),
            2 => -Series(cosine, rest),
            _ => rest * Series(sine, rest),
        };
    }

    /// <summary>sin πx, for |x| below 2⁵⁰.</summary>
    public static double SinPi(double x) => CosPi(x - 0.5);

    private static double Series(double[] terms, double x)
    {
        var square = x * x;
        var sum = terms[0];
        for (var i = 1; i < terms.Length; i++)
            sum = (sum * square) + terms[i];
        return sum;
    }

    /// <summary>1/n! for n down from a degree by twos, signs alternating, the last one positive.</summary>
    private static double[] Terms(int degree)
    {
        var terms = new List<double>();
        for (var n = degree; n >= 0; n -= 2)
        {
            double factorial = 1;
            for (var i = 2; i <= n; i++)
                factorial *= i;
            terms.Add((n / 2 % 2 == 0 ? 1 : -1) / factorial);
        }
        return [.. terms];
    }
}

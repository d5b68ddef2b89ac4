namespace Pipeline.Evaluation;

/// <summary>A 95 % confidence interval of a share.</summary>
/// <param name="Low">Lower end, at least 0.</param>
/// <param name="High">Upper end, at most 1.</param>
internal sealed record Interval(double Low, double High)
{
    // The 97.5 % quantile of the normal distribution.
    private const double Z = 1.959963984540054;

    /// <summary>
    /// The score interval of a share (Wilson 1927): (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.96. It keeps
    /// its level at shares near 0 and 1, where p ± z·s fails.
    /// </summary>
    /// <param name="share">p, in [0, 1].</param>
    /// <param name="trials">n above 0; not a whole number where it is an effective sample size.</param>
    internal static Interval Wilson(double share, double trials)
    {
        var z2 = Z * Z / trials;
        var centre = (share + z2 / 2) / (1 + z2);
        var half = Math.Sqrt(share * (1 - share) * z2 + z2 * z2 / 4) / (1 + z2);

        // At the ends both terms are equal but for rounding.
        return new Interval(share == 0 ? 0 : centre - half, share == 1 ? 1 : centre + half);
    }

    /// <summary>
    /// (Σw)²/Σw² (Kish 1965): as many unweighted rows would vary as much as these. It is the number of rows where all
    /// weights are equal, so an interval does not depend on the unit of the weights.
    /// </summary>
    /// <param name="sum">Σw.</param>
    /// <param name="squares">Σw².</param>
    internal static double EffectiveSampleSize(double sum, double squares) => sum * sum / squares;
}

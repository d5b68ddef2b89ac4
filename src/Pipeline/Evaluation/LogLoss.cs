namespace Pipeline.Evaluation;

/// <summary>The logarithmic loss (Good 1952), the same for two classes and for many.</summary>
internal static class LogLoss
{
    /// <summary>
    /// Probabilities are held in [2⁻⁵², 1 − 2⁻⁵²], scikit-learn's rule for doubles: a certain and wrong row costs 36.04
    /// instead of making the figure infinite.
    /// </summary>
    public const double Clip = 1.0 / (1L << 52);

    /// <summary>
    /// Σ w·(−ln q) / Σ w in natural units (nats; ML.NET's binary evaluator reports bits, which are 1/ln 2 larger).
    /// Null without rows.
    /// </summary>
    /// <param name="probabilityOfTruth">[rows] q, the probability that was given to the true class.</param>
    /// <param name="weights">[rows] w.</param>
    public static double? Of(ReadOnlySpan<double> probabilityOfTruth, ReadOnlySpan<double> weights)
    {
        var loss = new double[probabilityOfTruth.Length];
        for (var row = 0; row < loss.Length; row++)
            loss[row] = -Math.Log(Math.Clamp(probabilityOfTruth[row], Clip, 1 - Clip));
        return Weighted.Mean(loss, weights);
    }
}

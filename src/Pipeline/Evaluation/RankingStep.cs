namespace Pipeline.Evaluation;

/// <summary>
/// One candidate threshold: a distinct probability, and what the rule p ≥ threshold predicts positive.
/// </summary>
/// <param name="Threshold">The probability.</param>
/// <param name="TruePositives">Weight of the positive rows with p ≥ threshold.</param>
/// <param name="FalsePositives">Weight of the negative rows with p ≥ threshold.</param>
internal readonly record struct RankingStep(double Threshold, double TruePositives, double FalsePositives)
{
    /// <summary>Precision of the rule; at least one row is predicted positive, so it is always defined.</summary>
    public double Precision => TruePositives / (TruePositives + FalsePositives);
}

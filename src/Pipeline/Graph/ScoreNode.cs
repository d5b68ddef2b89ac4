namespace Pipeline.Graph;

/// <summary>From the feature vector (float32) to one float32 score. Each node states its order of operations once.</summary>
internal abstract record ScoreNode
{
    /// <summary>
    /// bias + Σ weight·feature: the sum in float64, from the bias, in <see cref="SlotOrder"/>; a product of two float32 is exact
    /// there; rounded to float32 once.
    /// </summary>
    /// <param name="Weights">[slots].</param>
    /// <param name="Bias">The bias.</param>
    public sealed record Dot(float[] Weights, float Bias) : ScoreNode;

    /// <summary>The leaves that a row falls into, summed in float64 in the order of the trees, rounded to float32 once.</summary>
    /// <param name="Trees">The trees.</param>
    /// <param name="Divisor">What the float32 sum is divided by, in float32 (the mean of a forest); 1 for a sum.</param>
    public sealed record TreeEnsemble(IReadOnlyList<Tree> Trees, float Divisor) : ScoreNode;

    /// <summary>
    /// Intercept + one effect a feature: the sum in float64, from the intercept, slots ascending, rounded to float32 once. The effect
    /// is that of the first bin whose upper bound is not below the feature.
    /// </summary>
    /// <param name="Shapes">The features that have an effect, slots ascending.</param>
    /// <param name="Intercept">The intercept.</param>
    public sealed record Gam(IReadOnlyList<GamShape> Shapes, double Intercept) : ScoreNode;

    /// <summary>The exponential of a score, rounded to float32 once (Poisson, Tweedie).</summary>
    /// <param name="Logarithm">The score before.</param>
    public sealed record Exponential(ScoreNode Logarithm) : ScoreNode;
}

/// <summary>One feature's effect in a generalized additive model.</summary>
/// <param name="Slot">The feature.</param>
/// <param name="UpperBounds">[bins] ascending; the last is +∞.</param>
/// <param name="Effects">[bins].</param>
internal sealed record GamShape(int Slot, double[] UpperBounds, double[] Effects);

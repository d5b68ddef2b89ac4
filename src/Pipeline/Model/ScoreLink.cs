namespace Pipeline.Model;

/// <summary>
/// How the probabilities of a model follow from its scores, where a formula says so. A float32 probability near 1 has lost what the
/// score still tells; a figure that needs it takes it from the score.
/// </summary>
internal abstract record ScoreLink
{
    private ScoreLink()
    {
    }

    /// <summary>Binary: the probability of the positive class is 1 / (1 + exp(slope·score + offset)).</summary>
    /// <param name="Slope">The slope; below 0 where high scores are positive.</param>
    /// <param name="Offset">The offset.</param>
    public sealed record Logistic(double Slope, double Offset) : ScoreLink;

    /// <summary>Multiclass: the scores are logarithms, the probabilities their soft-max.</summary>
    public sealed record SoftMax : ScoreLink;

    /// <summary>Multiclass: the scores are the probabilities of a soft-max, each with all digits of its own size.</summary>
    public sealed record OfSoftMax : ScoreLink;
}

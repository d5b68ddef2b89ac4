using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>From scores to probabilities.</summary>
internal static class CalibratorKernel
{
    private const float Lowest = 1e-15f;

    /// <summary>The probability of one score.</summary>
    public static float Apply(CalibratorNode node, float score) => node switch
    {
        CalibratorNode.Platt platt => (float)(1 / (1 + ExactMath.Exp((platt.Slope * score) + platt.Offset))),
        CalibratorNode.Isotonic isotonic => float.IsNaN(score) ? score : Math.Clamp(Value(isotonic, score), Lowest, 1 - Lowest),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "unknown calibrator"),
    };

    private static float Value(CalibratorNode.Isotonic node, float score)
    {
        if (score < node.Minima[0])
            return node.Values[0];
        if (score > node.Maxima[^1])
            return node.Values[^1];
        var piece = Array.BinarySearch(node.Maxima, score);
        piece = piece >= 0 ? piece : ~piece;
        if (score >= node.Minima[piece])
            return node.Values[piece];
        var t = (score - node.Maxima[piece - 1]) / (node.Minima[piece] - node.Maxima[piece - 1]);
        return node.Values[piece - 1] + (t * (node.Values[piece] - node.Values[piece - 1]));
    }
}

namespace Pipeline.Graph;

/// <summary>From a float32 score to a float32 probability.</summary>
internal abstract record CalibratorNode
{
    /// <summary>1 / (1 + exp(slope·score + offset)) in float64, rounded to float32 once (Platt 1999).</summary>
    /// <param name="Slope">The slope; below 0 where high scores are positive.</param>
    /// <param name="Offset">The offset.</param>
    public sealed record Platt(double Slope, double Offset) : CalibratorNode;

    /// <summary>
    /// Constant within pieces, linear between them, in float32: v₀ + t·(v₁ − v₀) with t = (score − max₀)/(min₁ − max₀); the first and
    /// last value outside; kept within [1e-15, 1 − 1e-15] (which is 1 in float32). NaN stays NaN.
    /// </summary>
    /// <param name="Minima">[pieces] first score of each piece, ascending.</param>
    /// <param name="Maxima">[pieces] last score of each piece.</param>
    /// <param name="Values">[pieces] its probability.</param>
    public sealed record Isotonic(float[] Minima, float[] Maxima, float[] Values) : CalibratorNode;
}

using Pipeline.Artifacts.MlNet;
using Pipeline.Graph;
using Pipeline.Kernels;

namespace Pipeline.Artifacts;

/// <summary>
/// Holds the threshold of a manifest, a probability by which this program decides, against the cut of the chain, a score by which stock
/// ML.NET does. The cut is the largest score whose probability is below the threshold. What machines differ in is left room for:
/// the last bits of an exponential.
/// </summary>
internal static class ThresholdFit
{
    private const double Room = 1e-6;

    /// <summary>What is amiss, in words; null where both decide alike.</summary>
    public static string? Misfit(Manifest manifest, StoredChain stored)
    {
        if (manifest.Signature.Threshold is not { } threshold)
            return manifest.Threshold is null ? null : "an account of a threshold that the model does not have";
        if (manifest.Threshold is null)
            return "a threshold without an account of it";
        return stored.Model is { Cut: { } cut, Nodes.Calibrator: { } calibrator } && IsCut(calibrator, cut, threshold) ? null
            : FormattableString.Invariant($"a threshold of {threshold:R}, by which the chain does not decide");
    }

    private static bool IsCut(CalibratorNode calibrator, float cut, double threshold)
    {
        if (float.IsNaN(cut))
            return false;
        var isAbove = float.IsPositiveInfinity(cut) || Probability(calibrator, MathF.BitIncrement(cut)) >= threshold * (1 - Room);
        return isAbove && (float.IsNegativeInfinity(cut) || Probability(calibrator, cut) < threshold * (1 + Room));
    }

    private static float Probability(CalibratorNode calibrator, float score)
    {
        Span<float> value = [score];
        CalibratorKernel.Run(calibrator, value, value);
        return value[0];
    }
}

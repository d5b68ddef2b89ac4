using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>From scores to probabilities.</summary>
internal static class CalibratorKernel
{
    private const float Lowest = 1e-15f;

    /// <summary>The probabilities of scores, [rows] each; they may be the same memory.</summary>
    public static void Run(CalibratorNode node, ReadOnlySpan<float> scores, Span<float> probabilities)
    {
        switch (node)
        {
            case CalibratorNode.Platt platt: Platt(platt, scores, probabilities); break;
            case CalibratorNode.Isotonic isotonic:
                for (var row = 0; row < scores.Length; row++)
                    probabilities[row] = float.IsNaN(scores[row]) ? scores[row] : Math.Clamp(Value(isotonic, scores[row]), Lowest, 1 - Lowest);
                break;
            default: throw new ArgumentOutOfRangeException(nameof(node), node, "unknown calibrator");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Platt(CalibratorNode.Platt node, ReadOnlySpan<float> scores, Span<float> probabilities)
    {
        ref var score = ref MemoryMarshal.GetReference(scores);
        ref var probability = ref MemoryMarshal.GetReference(probabilities);
        var row = 0;
        for (; row <= scores.Length - Vector256<float>.Count; row += Vector256<float>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref score, (nuint)row));
            Vector256.Narrow(Platt(node, low), Platt(node, high)).StoreUnsafe(ref probability, (nuint)row);
        }
        for (; row < scores.Length; row++)
            probabilities[row] = (float)(1 / (1 + ExactMath.Exp((node.Slope * scores[row]) + node.Offset)));
    }

    private static Vector256<double> Platt(CalibratorNode.Platt node, Vector256<double> score)
    {
        var one = Vector256<double>.One;
        return one / (one + ExactMath.Exp((score * node.Slope) + Vector256.Create(node.Offset)));
    }

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

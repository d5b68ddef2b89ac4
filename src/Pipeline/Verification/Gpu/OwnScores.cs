using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Model;

namespace Pipeline.Verification.Gpu;

/// <summary>
/// Holds probabilities and classes to the scores that they come with. No precision changes what follows a score: the same single
/// operations in the same order. So the probability of a row is, bit for bit, the calibrator's of the row's own score, and the class
/// the one that threshold or largest score decide. That bounds the probability where the score is bounded: a calibrator p is monotone, so
/// that of a score within s ± b is between p(s − b) and p(s + b); and where the scores of classes are probabilities already, the
/// soft-max of z: two z within b of each other everywhere have logarithms of sums within b, so logarithms of probabilities within 2b,
/// which is the bound that <see cref="ScoreBound"/> gives.
/// </summary>
internal static class OwnScores
{
    /// <summary>Probabilities and classes that do not follow from their row's scores.</summary>
    /// <param name="graph">The exact graph.</param>
    /// <param name="predictions">Predictions in either precision.</param>
    public static long Unfounded(ScoringGraph graph, Predictions predictions)
    {
        switch (graph.Model)
        {
            case ModelNode.Regression:
                return 0;
            case ModelNode.Binary binary:
                var probabilities = new float[predictions.Count];
                CalibratorKernel.Run(binary.Calibrator, predictions.Score, probabilities);
                return PredictionBits.Differing(predictions.Probability, probabilities)
                    + Labels(predictions, row => probabilities[row] >= binary.Threshold ? 1 : 0);
            case ModelNode.SoftMax or ModelNode.PlainSoftMax or ModelNode.OneVersusAll:
                return PredictionBits.Differing(predictions.Probability, predictions.Score)
                    + Labels(predictions, row => Largest(predictions.Score.Slice(row * predictions.Classes, predictions.Classes)));
            default:
                throw new ArgumentOutOfRangeException(nameof(graph), graph.Model, "a model that has no fast graph");
        }
    }

    private static long Labels(Predictions predictions, Func<int, int> expected)
    {
        var count = 0L;
        for (var row = 0; row < predictions.Count; row++)
            count += predictions.PredictedLabel[row] == expected(row) ? 0 : 1;
        return count;
    }

    private static int Largest(ReadOnlySpan<float> scores)
    {
        var largest = 0;
        for (var k = 1; k < scores.Length; k++)
            largest = scores[k] > scores[largest] ? k : largest;
        return largest;
    }
}

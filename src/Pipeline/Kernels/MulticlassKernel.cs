using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>What joins the scores of the classes.</summary>
internal static class MulticlassKernel
{
    /// <summary>Turns the raw scores of a row, [K], into its scores in place, and fills its probabilities, [K].</summary>
    public delegate void Finish(Span<float> scores, Span<float> probabilities);

    /// <summary>exp(z − logsumexp z).</summary>
    public static void SoftMax(Span<float> scores, Span<float> probabilities)
    {
        var first = 0;
        for (var k = 1; k < scores.Length; k++)
        {
            if (scores[k] > scores[first])
                first = k;
        }
        var largest = scores[first];
        var cut = largest - 30f;
        double sum = 0;
        for (var k = 0; k < scores.Length; k++)
        {
            if (k != first && scores[k] > cut)
                sum += ExactMath.Exp(scores[k] - largest);
        }
        var logarithm = sum > 0 ? (float)(largest + ExactMath.Log(1 + sum)) : largest;
        for (var k = 0; k < scores.Length; k++)
            scores[k] = (float)ExactMath.Exp(scores[k] - logarithm);
        scores.CopyTo(probabilities);
    }

    /// <summary>p / Σ p.</summary>
    public static void DivideBySum(Span<float> scores, Span<float> probabilities)
    {
        double sum = 0;
        foreach (ref var score in scores)
        {
            if (score >= 0)
                sum += score;
            else if (!float.IsNaN(score))
                score = 0;
        }
        if (sum > 0)
        {
            foreach (ref var score in scores)
                score = (float)(score / sum);
        }
        scores.CopyTo(probabilities);
    }

    /// <summary>The scores are logarithms and stay; the probabilities are their soft-max, in float64, rounded once.</summary>
    public static void Posterior(Span<float> scores, Span<float> probabilities)
    {
        var largest = double.NegativeInfinity;
        foreach (var score in scores)
            largest = Math.Max(largest, score);
        double sum = 0;
        foreach (var score in scores)
            sum += ExactMath.Exp(score - largest);
        for (var k = 0; k < scores.Length; k++)
            probabilities[k] = (float)(ExactMath.Exp(scores[k] - largest) / sum);
    }

    /// <summary>The logarithms of the joint probabilities, [K][rows].</summary>
    public static void NaiveBayes(ModelNode.NaiveBayes model, FeatureBatch features, float[][] scores, int rows)
    {
        for (var k = 0; k < scores.Length; k++)
        {
            var lanes = SlotOrder.Lanes(features.DenseWidth);
            var present = new LaneSums(lanes, rows).Start(model.Priors[k], rows);
            var absent = new LaneSums(lanes, rows).Start(0, rows);
            foreach (var (slot, column) in features.DenseColumns)
            {
                var presentLane = present.Next();
                var absentLane = absent.Next();
                for (var row = 0; row < rows; row++)
                {
                    if (column[row] > 0)
                    {
                        presentLane[row] += model.Present[k][slot];
                        absentLane[row] += model.AbsentOf[k][slot];
                    }
                }
            }
            var presentSum = present.Join();
            var absentSum = absent.Join();
            foreach (var (_, _, active) in features.OneHot)
            {
                for (var row = 0; row < rows; row++)
                {
                    if (active[row] >= 0)
                    {
                        presentSum[row] += model.Present[k][active[row]];
                        absentSum[row] += model.AbsentOf[k][active[row]];
                    }
                }
            }
            for (var row = 0; row < rows; row++)
                scores[k][row] = (float)(presentSum[row] + (model.Absent[k] - absentSum[row]));
        }
    }
}

using Pipeline.Model;

namespace Pipeline.Evaluation;

/// <summary>What the probability q that was given to the true class of a row costs, in double: from the score where the link is known, else from the float32
/// probability.</summary>
/// <param name="Log">−ln q, in natural units (nats).</param>
/// <param name="Error">1 − q.</param>
internal readonly record struct RowLoss(double Log, double Error)
{
    /// <summary>
    /// Where only the float32 probability of one of two classes is known it is held in [2⁻²³, 1 − 2⁻²³], the spacing of float32 at 1 and scikit-learn's rule
    /// for
    /// float32: 1 − p is known no better than that, so p is not taken to be, and the two classes are treated alike. A certain and wrong row costs 15.94.
    /// </summary>
    public const double Clip = 1.0 / (1 << 23);

    /// <summary>Of three or more classes each has a float32 number of its own, with all digits near 0: held in [2⁻⁵², 1 − 2⁻⁵²], scikit-learn's rule for
    /// float64.</summary>
    private const double ClipOfMany = 1.0 / (1L << 52);

    /// <summary>The probabilities of a soft-max are known to the smallest float32 above 0.</summary>
    private const double Smallest = float.Epsilon;

    /// <summary>That of a row of a model's predictions whose class is <paramref name="label"/>.</summary>
    public static RowLoss Of(Predictions predictions, int row, int label)
    {
        var score = predictions.Score;
        var probability = predictions.Probability;
        var width = predictions.ProbabilityWidth;
        switch (predictions.Link)
        {
            case ScoreLink.Logistic link:
                // −ln(1 / (1 + exp z)) for the positive class, −ln(1 − 1 / (1 + exp z)) for the other.
                var z = (link.Slope * score[row]) + link.Offset;
                z = label == 1 ? z : -z;
                return new RowLoss(SoftPlus(z), 1 / (1 + Math.Exp(-z)));
            case ScoreLink.SoftMax:
                var loss = LogSumExp(score.Slice(row * width, width)) - score[(row * width) + label];
                return new RowLoss(loss, 1 - Math.Exp(-loss));
            case ScoreLink.OfSoftMax:
                var q = (double)probability[(row * width) + label];
                return new RowLoss(-Math.Log(Math.Clamp(q, Smallest, 1)), 1 - q);
            default:
                var isBinary = predictions.Task == TaskKind.Binary;
                var p = (double)probability[isBinary ? row : (row * width) + label];
                p = isBinary && label == 0 ? 1 - p : p;
                var clip = isBinary ? Clip : ClipOfMany;
                return new RowLoss(-Math.Log(Math.Clamp(p, clip, 1 - clip)), 1 - p);
        }
    }

    /// <summary>ln(1 + exp z), without overflow and with all digits at either end.</summary>
    private static double SoftPlus(double z) => Math.Max(z, 0) + LogOfOneAnd(Math.Exp(-Math.Abs(z)));

    /// <summary>ln Σ exp z.</summary>
    private static double LogSumExp(ReadOnlySpan<float> values)
    {
        var largest = 0;
        for (var k = 1; k < values.Length; k++)
            largest = values[k] > values[largest] ? k : largest;
        double others = 0;
        for (var k = 0; k < values.Length; k++)
            others += k == largest ? 0 : Math.Exp((double)values[k] - values[largest]);
        return values[largest] + LogOfOneAnd(others);
    }

    /// <summary>ln(1 + x) for x from 0 up, which .NET computes from the rounded sum; corrected for what the rounding lost (Goldberg 1991, theorem 4).</summary>
    private static double LogOfOneAnd(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : x * (Math.Log(sum) / (sum - 1));
    }
}

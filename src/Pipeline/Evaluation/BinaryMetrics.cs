namespace Pipeline.Evaluation;

/// <summary>The figures of a binary model. Class 1 is the positive class.</summary>
internal static class BinaryMetrics
{
    private const int Bins = 10;

    /// <summary>
    /// All figures by the names of <see cref="Model.MetricCatalog"/>; null where undefined. Accuracy, F1, precision and
    /// recall are those of the predicted labels, so of the model's own threshold; the others use the probability alone.
    /// </summary>
    /// <param name="confusion">The confusion matrix of the predicted labels.</param>
    /// <param name="probability">[rows] probability of the positive class.</param>
    /// <param name="losses">What the probabilities given to the true classes cost.</param>
    /// <param name="label">[rows] 0 or 1.</param>
    /// <param name="weights">[rows] above 0.</param>
    public static Dictionary<string, double?> Of(
        ConfusionMatrix confusion, ReadOnlySpan<double> probability, RowLosses losses, ReadOnlySpan<int> label, ReadOnlySpan<double> weights)
    {
        var ranking = Ranking.Of(probability, label, weights);
        return new Dictionary<string, double?>
        {
            ["accuracy"] = confusion.Accuracy,
            ["auc"] = ranking.Auc(),
            ["auprc"] = ranking.AveragePrecision(),
            ["logLoss"] = Weighted.Mean(losses.Log, weights),
            ["brier"] = Brier(losses.Error, weights),
            ["f1"] = confusion.F1(1),
            ["precision"] = confusion.Precision(1),
            ["recall"] = confusion.Recall(1),
            ["calibrationError"] = CalibrationError(probability, label, weights),
            ["baseRate"] = Weighted.Ratio(ranking.Positives, ranking.Positives + ranking.Negatives),
        };
    }

    /// <summary>Mean squared error of the probability, Σ w(p − y)²/Σ w (Brier 1950, halved as is usual for two classes).</summary>
    private static double? Brier(double[] errors, ReadOnlySpan<double> weights)
    {
        var squares = Array.ConvertAll(errors, error => error * error);
        return Weighted.Mean(squares, weights);
    }

    /// <summary>
    /// Expected calibration error over ten bins of equal width (Naeini, Cooper and Hauskrecht 2015): Σ over the bins of
    /// w_b/W·|mean probability − positive rate|. Bin = min(⌊10p⌋, 9): closed below, open above, the last one closed.
    /// </summary>
    private static double? CalibrationError(ReadOnlySpan<double> probability, ReadOnlySpan<int> label, ReadOnlySpan<double> weights)
    {
        // w_b·(mean probability − positive rate) is Σ w(p − y) of the bin's rows: no bin is divided by its weight.
        var gaps = new CompensatedSum[Bins];
        for (var row = 0; row < probability.Length; row++)
        {
            var bin = Math.Clamp((int)Math.Floor(Bins * probability[row]), 0, Bins - 1);
            gaps[bin].Add(weights[row] * (probability[row] - label[row]));
        }
        return Weighted.Ratio(Weighted.Sum([.. gaps.Select(gap => Math.Abs(gap.Value))]), Weighted.Sum(weights));
    }
}

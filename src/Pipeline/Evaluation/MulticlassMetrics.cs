namespace Pipeline.Evaluation;

/// <summary>The figures of a model with three or more classes.</summary>
internal static class MulticlassMetrics
{
    /// <summary>All figures by the names of <see cref="Model.MetricCatalog"/>; null where undefined.</summary>
    /// <param name="confusion">The confusion matrix of the predicted labels.</param>
    /// <param name="losses">What the probabilities given to the true classes cost.</param>
    /// <param name="weights">[rows] above 0.</param>
    public static Dictionary<string, double?> Of(
        ConfusionMatrix confusion, RowLosses losses, ReadOnlySpan<double> weights) => new()
        {
            ["microAccuracy"] = confusion.Accuracy,
            ["macroAccuracy"] = confusion.MeanRecall,
            ["logLoss"] = Weighted.Mean(losses.Log, weights),
        };
}

namespace Pipeline.Evaluation;

/// <summary>
/// How often each class was taken for which. Accuracy, precision, recall and F1 are all defined here, on the predicted
/// labels, for two classes as for many; each is null (undefined) where its denominator is 0.
/// </summary>
/// <param name="Weight">[true class][predicted class]: weight of the rows (their number where there are no weights).</param>
internal sealed record ConfusionMatrix(IReadOnlyList<IReadOnlyList<double>> Weight)
{
    /// <summary>Number of classes K.</summary>
    public int Classes => Weight.Count;

    /// <summary>Σw of the right rows / Σw. For many classes this is called micro accuracy.</summary>
    public double? Accuracy => Weighted.Ratio(
        Weighted.Sum([.. Weight.Select((row, k) => row[k])]), Weighted.Sum([.. Weight.SelectMany(row => row)]));

    /// <summary>Mean recall of the classes that occur as true class (macro accuracy).</summary>
    public double? MeanRecall
    {
        get
        {
            double[] recalls = [.. Enumerable.Range(0, Classes).Select(Recall).OfType<double>()];
            return Weighted.Ratio(Weighted.Sum(recalls), recalls.Length);
        }
    }

    /// <summary>Weight of the rows whose true class is <paramref name="k"/>.</summary>
    public double Support(int k) => Weighted.Sum([.. Weight[k]]);

    /// <summary>Weight of the rows that were predicted to be <paramref name="k"/>.</summary>
    public double Predicted(int k) => Weighted.Sum([.. Weight.Select(row => row[k])]);

    /// <summary>Share of the right ones among the rows predicted to be <paramref name="k"/>: tp/(tp+fp).</summary>
    public double? Precision(int k) => Weighted.Ratio(Weight[k][k], Predicted(k));

    /// <summary>Share of the found ones among the rows that are <paramref name="k"/>: tp/(tp+fn).</summary>
    public double? Recall(int k) => Weighted.Ratio(Weight[k][k], Support(k));

    /// <summary>2tp/(2tp+fp+fn) (van Rijsbergen 1979): 0, not undefined, where the class occurs but is never found.</summary>
    public double? F1(int k) => Weighted.Ratio(2 * Weight[k][k], Support(k) + Predicted(k));
}

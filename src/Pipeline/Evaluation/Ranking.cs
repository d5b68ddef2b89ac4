namespace Pipeline.Evaluation;

/// <summary>
/// One candidate threshold: a distinct probability, and what the rule p ≥ threshold predicts positive.
/// </summary>
/// <param name="Threshold">The probability.</param>
/// <param name="TruePositives">Weight of the positive rows with p ≥ threshold.</param>
/// <param name="FalsePositives">Weight of the negative rows with p ≥ threshold.</param>
internal readonly record struct RankingStep(double Threshold, double TruePositives, double FalsePositives)
{
    /// <summary>Precision of the rule; at least one row is predicted positive, so it is always defined.</summary>
    public double Precision => TruePositives / (TruePositives + FalsePositives);
}

/// <summary>The rows in order of their probability: what AUC, AUPRC and the choice of a threshold have in common.</summary>
internal sealed class Ranking
{
    private Ranking(IReadOnlyList<RankingStep> steps) => Steps = steps;

    /// <summary>The distinct probabilities, highest first. Tied rows are one step, so the order of rows does not matter.</summary>
    public IReadOnlyList<RankingStep> Steps { get; }

    /// <summary>Weight P of the positive rows.</summary>
    public double Positives => Steps.Count == 0 ? 0 : Steps[^1].TruePositives;

    /// <summary>Weight N of the negative rows.</summary>
    public double Negatives => Steps.Count == 0 ? 0 : Steps[^1].FalsePositives;

    /// <summary>Sorts the rows. All are [rows]; weights are above 0.</summary>
    public static Ranking Of(ReadOnlySpan<double> probability, ReadOnlySpan<int> label, ReadOnlySpan<double> weights)
    {
        var key = new double[probability.Length];
        var order = new int[probability.Length];
        for (var row = 0; row < key.Length; row++)
        {
            key[row] = -probability[row];
            order[row] = row;
        }
        Array.Sort(key, order);

        var steps = new List<RankingStep>();
        var positives = new CompensatedSum();
        var negatives = new CompensatedSum();
        for (var i = 0; i < order.Length; i++)
        {
            var row = order[i];
            if (label[row] == 1)
                positives.Add(weights[row]);
            else
                negatives.Add(weights[row]);
            if (i == order.Length - 1 || key[i + 1] != key[i])
                steps.Add(new RankingStep(probability[row], positives.Value, negatives.Value));
        }
        return new Ranking(steps);
    }

    /// <summary>
    /// Area under the ROC curve as the weighted share of (positive, negative) pairs in the right order, ties counting half
    /// (Mann and Whitney 1947; Hanley and McNeil 1982). Null unless both classes occur.
    /// </summary>
    public double? Auc()
    {
        var pairs = new CompensatedSum();
        var before = default(RankingStep);
        foreach (var step in Steps)
        {
            var negatives = step.FalsePositives - before.FalsePositives;
            pairs.Add(negatives * (before.TruePositives + (step.TruePositives - before.TruePositives) / 2));
            before = step;
        }
        return Positives == 0 || Negatives == 0 ? null : pairs.Value / Positives / Negatives;
    }

    /// <summary>
    /// Area under the precision-recall curve as average precision: Σ (Rₖ − Rₖ₋₁)·Pₖ over the steps, no interpolation
    /// (scikit-learn's average_precision_score; ML.NET's AUPRC is a trapezoid over single rows, another figure).
    /// Null without positives.
    /// </summary>
    public double? AveragePrecision()
    {
        var area = new CompensatedSum();
        var before = 0.0;
        foreach (var step in Steps)
        {
            area.Add((step.TruePositives - before) * step.Precision);
            before = step.TruePositives;
        }
        return Weighted.Ratio(area.Value, Positives);
    }
}

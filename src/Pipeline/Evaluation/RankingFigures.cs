namespace Pipeline.Evaluation;

/// <summary>What the order of the rows by their probability gives.</summary>
/// <param name="Auc">
/// Area under the ROC curve as the weighted share of (positive, negative) pairs in the right order, ties counting half
/// (Mann and Whitney 1947; Hanley and McNeil 1982). Null unless both classes occur.
/// </param>
/// <param name="AveragePrecision">
/// Area under the precision-recall curve as average precision: Σ (Rₖ − Rₖ₋₁)·Pₖ over the steps, no interpolation
/// (scikit-learn's average_precision_score; ML.NET's AUPRC is a trapezoid over single rows, another figure).
/// Null without positives.
/// </param>
/// <param name="Positives">Weight P of the positive rows.</param>
/// <param name="Negatives">Weight N of the negative rows.</param>
internal sealed record RankingFigures(double? Auc, double? AveragePrecision, double Positives, double Negatives)
{
    /// <summary>Goes once through the steps, highest threshold first.</summary>
    public static RankingFigures Of(IEnumerable<RankingStep> steps)
    {
        var pairs = new CompensatedSum();
        var area = new CompensatedSum();
        var before = default(RankingStep);
        foreach (var step in steps)
        {
            var (positives, negatives) = (step.TruePositives - before.TruePositives, step.FalsePositives - before.FalsePositives);
            pairs.Add(negatives * (before.TruePositives + (positives / 2)));
            area.Add(positives * step.Precision);
            before = step;
        }
        var (all, others) = (before.TruePositives, before.FalsePositives);
        return new RankingFigures(all == 0 || others == 0 ? null : pairs.Value / all / others, Weighted.Ratio(area.Value, all), all, others);
    }
}

namespace Pipeline.Evaluation;

/// <summary>What the figures of two classes are made of, row by row.</summary>
internal sealed class BinarySums
{
    private const int Bins = 10;

    private readonly ConfusionCells confusion = new(2);
    private readonly CompensatedSum[] gaps = new CompensatedSum[Bins];
    private CompensatedSum log;
    private CompensatedSum squares;
    private CompensatedSum weights;

    /// <summary>The confusion matrix of the predicted labels.</summary>
    public ConfusionMatrix Confusion => confusion.Matrix;

    /// <summary>Sum of the weights.</summary>
    public double Weight => weights.Value;

    /// <summary>Adds a row.</summary>
    /// <param name="label">0 or 1.</param>
    /// <param name="predicted">0 or 1.</param>
    /// <param name="probability">Of the positive class.</param>
    /// <param name="loss">What the probability given to the true class costs.</param>
    /// <param name="weight">Above 0.</param>
    public void Add(int label, int predicted, double probability, RowLoss loss, double weight)
    {
        confusion.Add(label, predicted, weight);
        weights.Add(weight);
        log.Add(weight * loss.Log);
        squares.Add(weight * (loss.Error * loss.Error));
        var bin = Math.Clamp((int)Math.Floor(Bins * probability), 0, Bins - 1);
        gaps[bin].Add(weight * (probability - label));
    }

    /// <summary>
    /// All figures by the names of <see cref="Model.MetricCatalog"/>; null where undefined. Accuracy, F1, precision and
    /// recall are those of the predicted labels, so of the model's own threshold; the others use the probability alone.
    /// The Brier score is Σ w(p − y)²/Σ w (Brier 1950, halved as is usual for two classes).
    /// </summary>
    /// <param name="ranking">What the order of the rows gives.</param>
    public Dictionary<string, double?> Figures(RankingFigures ranking)
    {
        var matrix = Confusion;
        return new Dictionary<string, double?>
        {
            ["accuracy"] = matrix.Accuracy,
            ["auc"] = ranking.Auc,
            ["auprc"] = ranking.AveragePrecision,
            ["logLoss"] = Weighted.Ratio(log.Value, Weight),
            ["brier"] = Weighted.Ratio(squares.Value, Weight),
            ["f1"] = matrix.F1(1),
            ["precision"] = matrix.Precision(1),
            ["recall"] = matrix.Recall(1),
            ["calibrationError"] = CalibrationError(),
            ["baseRate"] = Weighted.Ratio(ranking.Positives, ranking.Positives + ranking.Negatives),
        };
    }

    /// <summary>
    /// Expected calibration error over ten bins of equal width (Naeini, Cooper and Hauskrecht 2015): Σ over the bins of
    /// w_b/W·|mean probability − positive rate|. Bin = min(⌊10p⌋, 9): closed below, open above, the last one closed.
    /// w_b·(mean probability − positive rate) is Σ w(p − y) of the bin's rows: no bin is divided by its weight.
    /// </summary>
    private double? CalibrationError() => Weighted.Ratio(Weighted.Sum([.. gaps.Select(gap => Math.Abs(gap.Value))]), Weight);
}

using Pipeline.Model;

namespace Pipeline.Evaluation;

/// <summary>The figures of a binary model. Class 1 is the positive class.</summary>
internal sealed class BinaryFigures(LabelPrior prior, bool weighted) : ITaskFigures
{
    private readonly BinarySums model = new();
    private readonly BinarySums trivial = new();
    private readonly ClassShares shares = new(prior);
    private readonly RankedRows ranked = new(weighted);
    private CompensatedSum squaredWeights;

    public ConfusionMatrix? Confusion => model.Confusion;

    public Interval? AccuracyInterval => model.Confusion.Accuracy is { } accuracy
        ? Interval.Wilson(accuracy, Interval.EffectiveSampleSize(model.Weight, squaredWeights.Value))
        : null;

    public void Add(Predictions predictions, int row, double label, double weight)
    {
        var (k, probability) = ((int)label, predictions.Probability[row]);
        model.Add(k, predictions.PredictedLabel[row], probability, RowLoss.Of(predictions, row, k), weight);
        trivial.Add(k, shares.Commonest, prior.ClassShares[1], shares.Loss(k), weight);
        ranked.Add(probability, k, weight);
        squaredWeights.Add(weight * weight);
    }

    public Dictionary<string, double?> OfModel() => model.Figures(RankingFigures.Of(ranked.Steps()));

    /// <summary>One probability for all rows is one step.</summary>
    public Dictionary<string, double?> OfTrivial() =>
        trivial.Figures(RankingFigures.Of(
            model.Weight == 0 ? [] : [new RankingStep(prior.ClassShares[1], model.Confusion.Support(1), model.Confusion.Support(0))]));

    public void Dispose() => ranked.Dispose();
}

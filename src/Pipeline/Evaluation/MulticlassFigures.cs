using Pipeline.Model;

namespace Pipeline.Evaluation;

/// <summary>The figures of a model with three or more classes.</summary>
internal sealed class MulticlassFigures(LabelPrior prior) : ITaskFigures
{
    private readonly ClassShares shares = new(prior);
    private readonly Sums model = new(prior.ClassShares.Count);
    private readonly Sums trivial = new(prior.ClassShares.Count);

    public ConfusionMatrix? Confusion => model.Confusion.Matrix;

    public Interval? AccuracyInterval => null;

    public void Add(Predictions predictions, int row, double label, double weight)
    {
        var k = (int)label;
        model.Add(k, predictions.PredictedLabel[row], RowLoss.Of(predictions, row, k), weight);
        trivial.Add(k, shares.Commonest, shares.Loss(k), weight);
    }

    public Dictionary<string, double?> OfModel() => model.Figures();

    public Dictionary<string, double?> OfTrivial() => trivial.Figures();

    public void Dispose()
    {
    }

    private sealed class Sums(int classes)
    {
        private CompensatedSum log;
        private CompensatedSum weights;

        public ConfusionCells Confusion { get; } = new(classes);

        public void Add(int label, int predicted, RowLoss loss, double weight)
        {
            Confusion.Add(label, predicted, weight);
            log.Add(weight * loss.Log);
            weights.Add(weight);
        }

        public Dictionary<string, double?> Figures() => new()
        {
            ["microAccuracy"] = Confusion.Matrix.Accuracy,
            ["macroAccuracy"] = Confusion.Matrix.MeanRecall,
            ["logLoss"] = Weighted.Ratio(log.Value, weights.Value),
        };
    }
}

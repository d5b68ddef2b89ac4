using Pipeline.Model;

namespace Pipeline.Evaluation;

/// <summary>The figures of a regression.</summary>
internal sealed class RegressionFigures(LabelPrior prior, bool weighted) : ITaskFigures
{
    private readonly ErrorSums model = new(weighted);
    private readonly ErrorSums trivial = new(weighted);
    private readonly TargetSpread spread = new();

    public ConfusionMatrix? Confusion => null;

    public Interval? AccuracyInterval => null;

    public void Add(Predictions predictions, int row, double label, double weight)
    {
        model.Add(label, predictions.Score[row], weight);
        trivial.Add(label, prior.Mean, weight);
        spread.Add(label, weight);
    }

    public Dictionary<string, double?> OfModel() => model.Figures(spread);

    public Dictionary<string, double?> OfTrivial() => trivial.Figures(spread);

    public void Dispose()
    {
        model.Dispose();
        trivial.Dispose();
    }
}

using Pipeline.Model;

namespace Pipeline.Evaluation;

/// <summary>One figure, beside the same figure of the trivial model.</summary>
/// <param name="Name">Its name in <see cref="MetricCatalog"/>.</param>
/// <param name="Value">The model's figure, or null where it is undefined (never 0 or NaN instead).</param>
/// <param name="Trivial">
/// The figure of the model that knows only the label's distribution on the training rows: it predicts the commonest class
/// with the class shares as probabilities, or the mean. Null where undefined.
/// </param>
internal sealed record MetricFigure(string Name, double? Value, double? Trivial);

/// <summary>The figures of a model on some rows, as they are printed, written to metrics.json and compared with gates.</summary>
internal sealed record EvaluationReport
{
    /// <summary>What the model predicts.</summary>
    public required TaskKind Task { get; init; }

    /// <summary>Rows that were measured: those with a weight above 0.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows of weight 0, which are in no figure.</summary>
    public required long RowsOfWeightZero { get; init; }

    /// <summary>Sum of the weights; the number of rows where there are none.</summary>
    public required double Weight { get; init; }

    /// <summary>[K] class names in the order of the class indexes; empty for regression.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Every figure of <see cref="MetricCatalog"/> for the task, in that order.</summary>
    public required IReadOnlyList<MetricFigure> Metrics { get; init; }

    /// <summary>
    /// Binary: 95 % interval of the accuracy (Wilson 1927). With weights the number of rows in it is the effective sample
    /// size (Σw)²/Σw² (Kish 1965). Null for other tasks and without rows.
    /// </summary>
    public Interval? AccuracyInterval { get; init; }

    /// <summary>The confusion matrix, which also gives precision, recall and F1 of each class; null for regression.</summary>
    public ConfusionMatrix? Confusion { get; init; }

    /// <summary>The figure of that name, or null where the task has no such figure.</summary>
    public MetricFigure? Metric(string name) => Metrics.FirstOrDefault(figure => figure.Name == name);

    /// <summary>The figure by which a model is held against the trivial one: the log-loss, or the RMSE.</summary>
    public MetricFigure MainFigure => Metric(MainName) ?? new MetricFigure(MainName, null, null);

    private string MainName => Task == TaskKind.Regression ? "rmse" : "logLoss";

    /// <summary>Whether the main figure is below that of the trivial model; null without rows. A figure that overflowed is not.</summary>
    public bool? IsBetterThanTrivial => MainFigure.Trivial is { } trivial ? MainFigure.Value < trivial : null;
}

using Pipeline.Model;

namespace Pipeline.Evaluation;

/// <summary>
/// Measures predictions against the truth, batch by batch: all figures of the task, each beside that of the trivial model, which goes through the same
/// functions. Figures that are sums are summed as the rows come; for those that need the order of the rows <see cref="SortedRuns{T}"/> keeps what has to be
/// sorted.
/// Rows of weight 0 are absent. Without rows every figure is undefined.
/// </summary>
internal sealed class Measurement : IDisposable
{
    private readonly TaskKind task;
    private readonly IReadOnlyList<string> classes;
    private readonly LabelPrior prior;
    private readonly ITaskFigures figures;
    private CompensatedSum weights;
    private long rows;
    private long ofWeightZero;

    /// <summary>Nothing measured yet.</summary>
    /// <param name="task">What the model predicts.</param>
    /// <param name="classes">[K] class names; binary: the positive class is the second; empty for regression.</param>
    /// <param name="prior">The label's distribution on the training rows.</param>
    /// <param name="weighted">Whether the rows have weights.</param>
    public Measurement(TaskKind task, IReadOnlyList<string> classes, LabelPrior prior, bool weighted)
    {
        EvaluationGuard.CheckClasses(task, classes, prior);
        (this.task, this.classes, this.prior) = (task, classes, prior);
        figures = task switch
        {
            TaskKind.Regression => new RegressionFigures(prior, weighted),
            TaskKind.Binary => new BinaryFigures(prior, weighted),
            _ => new MulticlassFigures(prior),
        };
    }

    /// <summary>Measures some rows.</summary>
    /// <param name="predictions">What the model says of them, with the predicted labels of its own threshold.</param>
    /// <param name="truth">The same rows' labels and weights.</param>
    /// <exception cref="ArgumentException">
    /// The parts do not fit each other, or hold NaN, a label that is no class, a weight below 0: a bug of the caller.
    /// </exception>
    public void Add(Predictions predictions, Truth truth)
    {
        EvaluationGuard.Check(predictions, truth, classes.Count);
        for (var row = 0; row < truth.Count; row++)
        {
            var weight = truth.Weight?[row] ?? 1;
            if (weight == 0)
            {
                ofWeightZero++;
                continue;
            }
            rows++;
            weights.Add(weight);
            figures.Add(predictions, row, truth.Label[row], weight);
        }
    }

    /// <summary>The figures of all rows; once, when no more are added.</summary>
    public EvaluationReport Report()
    {
        var (found, trivial) = (figures.OfModel(), figures.OfTrivial());
        return new EvaluationReport
        {
            Task = task,
            Rows = rows,
            RowsOfWeightZero = ofWeightZero,
            Weight = weights.Value,
            Classes = classes,
            Metrics = [.. MetricCatalog.For(task).Select(
                metric => new MetricFigure(metric.Name, Finite(found[metric.Name]), Finite(trivial[metric.Name])))],
            Confusion = figures.Confusion,
            AccuracyInterval = figures.AccuracyInterval,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => figures.Dispose();

    /// <summary>A figure that overflowed, because a prediction is infinite or nearly so, has no value either.</summary>
    private static double? Finite(double? figure) => figure is { } value && double.IsFinite(value) ? value : null;
}

using Pipeline.Model;

namespace Pipeline.Evaluation;

/// <summary>Measures predictions against the truth.</summary>
public static class Evaluator
{
    /// <summary>
    /// All figures of the task, each beside that of the trivial model, which goes through the same functions.
    /// Rows of weight 0 are absent. Without rows every figure is undefined.
    /// </summary>
    /// <param name="predictions">What the model says of the rows, with the predicted labels of its own threshold.</param>
    /// <param name="truth">The same rows' labels and weights.</param>
    /// <param name="classes">[K] class names; binary: the positive class is the second; empty for regression.</param>
    /// <param name="prior">The label's distribution on the training rows.</param>
    /// <exception cref="ArgumentException">
    /// The parts do not fit each other, or hold NaN, a label that is no class, a weight below 0: a bug of the caller.
    /// </exception>
    public static EvaluationReport Evaluate(
        Predictions predictions, Truth truth, IReadOnlyList<string> classes, LabelPrior prior)
    {
        EvaluationGuard.Check(predictions, truth, classes, prior);
        var rows = MeasuredRows.Of(predictions, truth);
        return predictions.Task == TaskKind.Regression
            ? Regression(rows, prior)
            : Classification(predictions, rows, classes, prior);
    }

    private static EvaluationReport Regression(MeasuredRows rows, LabelPrior prior)
    {
        var trivial = new double[rows.Count];
        Array.Fill(trivial, prior.Mean);
        return Report(TaskKind.Regression, rows,
            RegressionMetrics.Of(rows.Label, rows.Prediction, rows.Weight),
            RegressionMetrics.Of(rows.Label, trivial, rows.Weight));
    }

    private static EvaluationReport Classification(
        Predictions predictions, MeasuredRows rows, IReadOnlyList<string> classes, LabelPrior prior)
    {
        var task = predictions.Task;
        var label = Array.ConvertAll(rows.Label, value => (int)value);
        var confusion = ConfusionMatrix.Of(label, rows.PredictedLabel, rows.Weight, classes.Count);

        // The commonest class; of equally common ones the first, as in every choice of a largest value here.
        var commonest = prior.ClassShares.Index().MaxBy(share => share.Item).Index;
        var trivialLabel = new int[rows.Count];
        Array.Fill(trivialLabel, commonest);
        var trivialConfusion = ConfusionMatrix.Of(label, trivialLabel, rows.Weight, classes.Count);

        var losses = RowLosses.Of(predictions, rows.Row, label);
        var trivialLosses = RowLosses.OfShares(label, prior.ClassShares);
        if (task == TaskKind.Multiclass)
        {
            return Report(task, rows,
                MulticlassMetrics.Of(confusion, losses, rows.Weight),
                MulticlassMetrics.Of(trivialConfusion, trivialLosses, rows.Weight)) with
            {
                Classes = classes,
                Confusion = confusion,
            };
        }

        var positive = new double[rows.Count];
        Array.Fill(positive, prior.ClassShares[1]);
        return Report(task, rows,
            BinaryMetrics.Of(confusion, rows.Prediction, losses, label, rows.Weight),
            BinaryMetrics.Of(trivialConfusion, positive, trivialLosses, label, rows.Weight)) with
        {
            Classes = classes,
            Confusion = confusion,
            AccuracyInterval = confusion.Accuracy is { } accuracy
                ? Interval.Wilson(accuracy, Interval.EffectiveSampleSize(rows.Weight))
                : null,
        };
    }

    private static EvaluationReport Report(
        TaskKind task, MeasuredRows rows, Dictionary<string, double?> figures, Dictionary<string, double?> trivial) => new()
        {
            Task = task,
            Rows = rows.Count,
            RowsOfWeightZero = rows.OfWeightZero,
            Weight = Weighted.Sum(rows.Weight),
            Classes = [],
            Metrics = [.. MetricCatalog.For(task).Select(
                metric => new MetricFigure(metric.Name, Finite(figures[metric.Name]), Finite(trivial[metric.Name])))],
        };

    /// <summary>A figure that overflowed, because a prediction is infinite or nearly so, has no value either.</summary>
    private static double? Finite(double? figure) => figure is { } value && double.IsFinite(value) ? value : null;
}

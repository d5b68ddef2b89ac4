using Pipeline.Model;

namespace Pipeline.Evaluation;

/// <summary>Measures predictions that are all at hand.</summary>
internal static class Evaluator
{
    /// <summary>The figures of a <see cref="Measurement"/> of these rows alone.</summary>
    /// <param name="predictions">What the model says of the rows, with the predicted labels of its own threshold.</param>
    /// <param name="truth">The same rows' labels and weights.</param>
    /// <param name="classes">[K] class names; binary: the positive class is the second; empty for regression.</param>
    /// <param name="prior">The label's distribution on the training rows.</param>
    /// <exception cref="ArgumentException">As <see cref="Measurement.Add"/>.</exception>
    public static EvaluationReport Evaluate(
        Predictions predictions, Truth truth, IReadOnlyList<string> classes, LabelPrior prior)
    {
        using var measurement = new Measurement(predictions.Task, classes, prior, truth.Weight is not null);
        measurement.Add(predictions, truth);
        return measurement.Report();
    }
}

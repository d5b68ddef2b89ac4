using System.Globalization;
using Pipeline.Model;

namespace Pipeline.Evaluation;

/// <summary>
/// Refuses what no reader and no model of this program hands out: a figure over such rows would look like any other.
/// </summary>
internal static class EvaluationGuard
{
    // A soft-max in Single can end a rounding above 1.
    private const float Rounding = 1e-6f;

    /// <summary>Two classes for binary, none for regression, and a share of each.</summary>
    public static void CheckClasses(TaskKind task, IReadOnlyList<string> classes, LabelPrior prior)
    {
        if (task == TaskKind.Binary ? classes.Count != 2 : task == TaskKind.Regression && classes.Count != 0)
            throw Wrong(nameof(classes), $"{classes.Count} class names for a {task} model");
        if (prior.ClassShares.Count != classes.Count)
            throw Wrong(nameof(prior), $"{prior.ClassShares.Count} class shares for {classes.Count} classes");
    }

    /// <summary>The parts fit each other and hold what they may hold.</summary>
    /// <param name="predictions">Some rows.</param>
    /// <param name="truth">The same rows.</param>
    /// <param name="expected">Classes that they should have; 0 for regression.</param>
    public static void Check(Predictions predictions, Truth truth, int expected)
    {
        if (predictions.Classes != expected)
            throw Wrong(nameof(predictions), $"predictions of {predictions.Classes} classes, not {expected}");
        if (predictions.Count != truth.Count)
            throw Wrong(nameof(truth), $"{truth.Count} rows of truth for {predictions.Count} predictions");
        CheckTruth(truth, expected);
        for (var i = 0; i < predictions.Score.Length; i++)
        {
            if (float.IsNaN(predictions.Score[i]))
                throw Wrong(nameof(predictions), $"the score of row {i / predictions.ScoreWidth} is NaN");
        }
        // Rounding can leave one of many a little below 0, but not one of two.
        var least = predictions.Task == TaskKind.Binary ? 0 : -Rounding;
        for (var i = 0; i < predictions.Probability.Length; i++)
        {
            if (!(predictions.Probability[i] >= least && predictions.Probability[i] <= 1 + Rounding))
                throw Wrong(nameof(predictions), $"the probability {predictions.Probability[i]} of row {i / predictions.ProbabilityWidth} is not in [0, 1]");
        }
        foreach (var label in predictions.PredictedLabel)
        {
            if (label < 0 || label >= expected)
                throw Wrong(nameof(predictions), $"the predicted label {label} is none of {expected} classes");
        }
    }

    /// <summary>Labels are class indexes below <paramref name="classes"/> (0: numbers), weights finite and not negative.</summary>
    public static void CheckTruth(Truth truth, int classes)
    {
        if (truth.Weight is { } weights && weights.Length != truth.Count)
            throw Wrong(nameof(truth), $"{weights.Length} weights for {truth.Count} rows");
        for (var row = 0; row < truth.Count; row++)
        {
            var label = truth.Label[row];
            if (double.IsNaN(label) || (classes > 0 && (label < 0 || label >= classes || label != Math.Floor(label))))
                throw Wrong(nameof(truth), $"the label {label} of row {row} is no {(classes > 0 ? "class index" : "number")}");
            if (truth.Weight?[row] is { } weight && !(weight >= 0 && double.IsFinite(weight)))
                throw Wrong(nameof(truth), $"the weight {weight} of row {row} is not a number from 0 up");
        }
    }

    public static ArgumentException Wrong(string parameter, FormattableString message) =>
        new(message.ToString(CultureInfo.InvariantCulture), parameter);
}

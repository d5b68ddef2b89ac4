using Pipeline.Evaluation;
using Pipeline.Model;

namespace Pipeline.Tests.Evaluation;

/// <summary>Reports of rows that stand in a test.</summary>
internal static class MeasuredReports
{
    /// <summary>A binary report; a row is predicted positive where p ≥ threshold.</summary>
    public static EvaluationReport Binary(float[] probability, Truth truth, double threshold = 0.5, LabelPrior? prior = null)
    {
        var predictions = new Predictions(TaskKind.Binary, 2);
        foreach (var p in probability)
            predictions.Add([p], [p], p >= threshold ? 1 : 0);
        return Evaluator.Evaluate(predictions, truth, ["no", "yes"], prior ?? new LabelPrior([0.75, 0.25], 0));
    }

    /// <summary>A multiclass report; the prediction is the largest probability, the first of equal ones.</summary>
    public static EvaluationReport Multiclass(float[][] probability, Truth truth, LabelPrior? prior = null)
    {
        var classes = probability[0].Length;
        var predictions = new Predictions(TaskKind.Multiclass, classes);
        foreach (var row in probability)
            predictions.Add(row, row, Array.IndexOf(row, row.Max()));
        var names = Enumerable.Range(0, classes).Select(k => $"c{k}").ToList();
        var uniform = new LabelPrior([.. names.Select(_ => 1.0 / classes)], 0);
        return Evaluator.Evaluate(predictions, truth, names, prior ?? uniform);
    }

    public static EvaluationReport Regression(float[] score, Truth truth, double mean = 0)
    {
        var predictions = new Predictions(TaskKind.Regression, 0);
        foreach (var value in score)
            predictions.Add([value], [], 0);
        return Evaluator.Evaluate(predictions, truth, [], new LabelPrior([], mean));
    }

    public static double? Value(this EvaluationReport report, string metric) => report.Metrics.Single(figure => figure.Name == metric).Value;

    public static double? Trivial(this EvaluationReport report, string metric) => report.Metrics.Single(figure => figure.Name == metric).Trivial;
}

using CsCheck;
using NUnit.Framework;
using Pipeline.Evaluation;
using Pipeline.Model;
using Pipeline.Reports.Json;

namespace Pipeline.Tests.Evaluation;

internal sealed class EvaluatorPropertyTests
{
    private const int Iterations = 300;
    private static readonly string[] offsetFree = ["r2", "rmse", "mae", "medianAbsoluteError"];

    private static void ForAll(Action<BinaryRows> property) => BinaryRows.Gen.Sample(property, iter: Iterations, threads: 1);

    private static void AssertSame(EvaluationReport actual, EvaluationReport expected)
    {
        for (var i = 0; i < expected.Metrics.Count; i++)
        {
            var (name, value, trivial) = expected.Metrics[i];
            AssertNear(actual.Metrics[i].Value, value, name);
            AssertNear(actual.Metrics[i].Trivial, trivial, $"trivial {name}");
        }
    }

    private static void AssertNear(double? actual, double? expected, string what)
    {
        if (expected is { } value)
            Assert.That(actual, Is.EqualTo(value).Within(1e-12 * Math.Max(1, Math.Abs(value))), what);
        else
            Assert.That(actual, Is.Null, what);
    }

    [Test]
    public void Auc_is_the_share_of_right_pairs_counted_one_by_one() => ForAll(rows =>
    {
        double right = 0, pairs = 0;
        for (var i = 0; i < rows.Probability.Length; i++)
        {
            for (var j = 0; j < rows.Probability.Length; j++)
            {
                if (rows.Truth.Label[i] <= rows.Truth.Label[j])
                    continue;
                var weight = rows.Truth.Weight![i] * rows.Truth.Weight[j];
                pairs += weight;
                right += weight * (1 + Math.Sign(rows.Probability[i] - rows.Probability[j])) / 2;
            }
        }
        AssertNear(rows.Report.Value("auc"), pairs == 0 ? null : right / pairs, "auc");
    });

    [Test]
    public void Ranking_figures_do_not_change_with_an_increasing_transform() => ForAll(rows =>
    {
        var squared = rows.Map(p => p * p).Report;
        AssertNear(squared.Value("auc"), rows.Report.Value("auc"), "auc");
        AssertNear(squared.Value("auprc"), rows.Report.Value("auprc"), "auprc");
    });

    [Test]
    public void Auc_of_swapped_classes_is_the_rest_to_1() => ForAll(rows =>
        AssertNear(rows.WithLabel(y => 1 - y).Report.Value("auc"), 1 - rows.Report.Value("auc"), "auc"));

    [Test]
    public void Order_of_rows_does_not_matter() => ForAll(rows =>
        AssertSame(rows.Take([.. Enumerable.Range(0, rows.Probability.Length).Reverse()]).Report, rows.Report));

    [Test]
    public void Whole_weight_is_the_row_that_many_times() => ForAll(rows =>
    {
        int[] repeated = [.. rows.Truth.Weight!.SelectMany((weight, row) => Enumerable.Repeat(row, (int)weight))];
        var plain = rows.Take(repeated);
        var expected = MeasuredReports.Binary(plain.Probability, plain.Truth with { Weight = null });
        AssertSame(rows.Report, expected);
        Assert.That(rows.Report.Confusion!.Weight, Is.EqualTo(expected.Confusion!.Weight));
    });

    [Test]
    public void Unit_of_the_weights_does_not_matter() => ForAll(rows =>
    {
        var report = rows.WithWeight(weight => weight / 3).Report;
        AssertSame(report, rows.Report);
        AssertNear(report.AccuracyInterval!.Low, rows.Report.AccuracyInterval!.Low, "low");
    });

    [Test]
    public void Rows_of_weight_0_are_absent() => ForAll(rows =>
    {
        int[] kept = [.. Enumerable.Range(0, rows.Probability.Length).Where(row => rows.Truth.Weight![row] > 1)];
        var zeroed = rows.WithWeight(weight => weight > 1 ? weight : 0).Report;
        Assert.That(zeroed.RowsOfWeightZero, Is.EqualTo(rows.Probability.Length - kept.Length));
        Assert.That(FiguresJson.Write(zeroed with { RowsOfWeightZero = 0 }).ToJsonString(), Is.EqualTo(FiguresJson.Write(rows.Take(kept).Report).ToJsonString()));
    });

    [Test]
    public void Accuracy_lies_in_its_interval() => ForAll(rows =>
        Assert.That(rows.Report.Value("accuracy"), Is.InRange(rows.Report.AccuracyInterval!.Low, rows.Report.AccuracyInterval.High)));

    [Test]
    public void Common_offset_of_target_and_prediction_does_not_matter() =>
        Gen.Select(Gen.Int[-64, 64], Gen.Int[-64, 64], Gen.Int[1, 4]).Array[2, 30].Sample(rows =>
        {
            EvaluationReport Report(int offset) => MeasuredReports.Regression(
                Array.ConvertAll(rows, row => (row.Item1 + offset) / 8f),
                new Truth(Array.ConvertAll(rows, row => (row.Item2 + offset) / 8.0), Array.ConvertAll(rows, row => (double)row.Item3)));
            foreach (var name in offsetFree)
                AssertNear(Report(1 << 20).Value(name), Report(0).Value(name), name);
        }, iter: Iterations, threads: 1);
}

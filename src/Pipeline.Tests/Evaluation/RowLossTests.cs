using CsCheck;
using NUnit.Framework;
using Pipeline.Evaluation;
using Pipeline.Model;

namespace Pipeline.Tests.Evaluation;

internal sealed class RowLossTests
{
    private static readonly float[] ends = [0f, 1f, 1e-30f, 1e-9f, MathF.BitDecrement(1), 0.25f, 0.7f];
    private static readonly string[] symmetric = ["accuracy", "logLoss", "brier"];

    [Test]
    public void Swapping_the_positive_class_changes_nothing_where_the_link_is_known() =>
        Gen.Select(Gen.Float[-120, 120], Gen.Int[0, 1], Gen.Int[1, 3]).Array[1, 40].Sample(rows =>
        {
            var one = Logistic(rows, -0.7, 0.3, swapped: false);
            var other = Logistic(rows, 0.7, -0.3, swapped: true);
            foreach (var name in symmetric)
                Assert.That(other.Value(name), Is.EqualTo(one.Value(name)).Within(1e-12 * Math.Max(1, one.Value(name) ?? 0)), name);
        }, threads: 1);

    [Test]
    public void Swapping_the_positive_class_changes_nothing_that_float32_holds_where_it_is_not() =>
        Gen.Select(Gen.Int[0, 6].Select(i => ends[i]), Gen.Int[0, 1]).Array[1, 40].Sample(rows =>
        {
            var labels = Array.ConvertAll(rows, row => (double)row.Item2);
            var one = MeasuredReports.Binary(Array.ConvertAll(rows, row => row.Item1), new(labels, null));
            var other = MeasuredReports.Binary(Array.ConvertAll(rows, row => 1 - row.Item1), new(Array.ConvertAll(labels, label => 1 - label), null));
            Assert.That(other.Value("logLoss"), Is.EqualTo(one.Value("logLoss")).Within(1e-6));
        }, threads: 1);

    [TestCase(-1.0, 0.0, 40f, 0, 40)]
    [TestCase(-1.0, 0.0, -40f, 1, 40)]
    [TestCase(-1.0, 0.0, 800f, 0, 800)]
    [TestCase(-1.0, 0.0, 40f, 1, 4.248354255291589e-18)]
    [TestCase(-2.0, 1.0, 0f, 1, 1.3132616875182228)]
    public void Log_loss_comes_from_the_score_where_float32_is_at_its_end(double slope, double offset, float score, int label, double expected)
    {
        var predictions = new Predictions(TaskKind.Binary, 2) { Link = new ScoreLink.Logistic(slope, offset) };
        var p = (float)(1 / (1 + Math.Exp((slope * score) + offset)));
        predictions.Add([score], [p], p >= 0.5f ? 1 : 0);

        Assert.That(Evaluator.Evaluate(predictions, new([label], null), ["no", "yes"], new([0.5, 0.5], 0)).Value("logLoss"),
            Is.EqualTo(expected).Within(1e-15 * expected));
    }

    [Test]
    public void Scores_that_are_logarithms_give_the_log_loss_of_their_soft_max()
    {
        var predictions = new Predictions(TaskKind.Multiclass, 3) { Link = new ScoreLink.SoftMax() };
        predictions.Add([-400, -100, -101], [0, 0.7310586f, 0.2689414f], 1);
        predictions.Add([3, -60, -90], [1, 0, 0], 0);

        var report = Evaluator.Evaluate(predictions, new([0, 0], null), ["a", "b", "c"], new([0.4, 0.3, 0.3], 0));

        Assert.That(report.Value("logLoss"), Is.EqualTo((300 + Math.Log(1 + Math.Exp(-1)) + Math.Exp(-63)) / 2).Within(1e-13));
    }

    [Test]
    public void Probabilities_of_a_soft_max_count_down_to_the_smallest_float32()
    {
        var predictions = new Predictions(TaskKind.Multiclass, 3) { Link = new ScoreLink.OfSoftMax() };
        predictions.Add([1, 1e-30f, 0], [1, 1e-30f, 0], 0);
        predictions.Add([1, 1e-30f, 0], [1, 1e-30f, 0], 0);

        Assert.That(Evaluator.Evaluate(predictions, new([1, 2], null), ["a", "b", "c"], new([0.4, 0.3, 0.3], 0)).Value("logLoss"),
            Is.EqualTo((-Math.Log((double)1e-30f) - Math.Log(float.Epsilon)) / 2).Within(1e-12));
    }

    [Test]
    public void A_score_that_is_infinite_and_wrong_has_no_log_loss()
    {
        var predictions = new Predictions(TaskKind.Binary, 2) { Link = new ScoreLink.Logistic(-1, 0) };
        predictions.Add([float.PositiveInfinity], [1], 1);
        var report = Evaluator.Evaluate(predictions, new([0], null), ["no", "yes"], new([0.5, 0.5], 0));

        Assert.That((report.Value("logLoss"), report.Value("brier"), report.IsBetterThanTrivial), Is.EqualTo(((double?)null, (double?)1.0, (bool?)false)));
    }

    private static EvaluationReport Logistic((float Score, int Label, int Weight)[] rows, double slope, double offset, bool swapped)
    {
        var predictions = new Predictions(TaskKind.Binary, 2) { Link = new ScoreLink.Logistic(slope, offset) };
        foreach (var (score, _, _) in rows)
        {
            var p = 1 / (1 + Math.Exp((slope * score) + offset));
            predictions.Add([score], [(float)p], p >= 0.5 ? 1 : 0);
        }
        var truth = new Truth(Array.ConvertAll(rows, row => (double)(swapped ? 1 - row.Label : row.Label)), Array.ConvertAll(rows, row => (double)row.Weight));
        return Evaluator.Evaluate(predictions, truth, ["no", "yes"], swapped ? new([0.25, 0.75], 0) : new([0.75, 0.25], 0));
    }
}

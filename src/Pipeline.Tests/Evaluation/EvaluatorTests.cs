using NUnit.Framework;
using Pipeline.Evaluation;
using Pipeline.Model;

namespace Pipeline.Tests.Evaluation;

internal sealed class EvaluatorTests
{
    private static readonly LabelPrior even = new([0.5, 0.5], 0);

    [Test]
    public void Every_figure_of_the_catalogue_is_reported_in_its_order()
    {
        EvaluationReport[] reports =
        [
            MeasuredReports.Binary([0.5f], new([1], null)),
            MeasuredReports.Multiclass([[0.5f, 0.25f, 0.25f]], new([1], null)),
            MeasuredReports.Regression([0.5f], new([1], null)),
        ];
        Assert.That(
            reports.Select(report => report.Metrics.Select(figure => figure.Name)),
            Is.EqualTo(reports.Select(report => MetricCatalog.For(report.Task).Select(metric => metric.Name))));
    }

    [Test]
    public void Without_rows_every_figure_is_undefined()
    {
        EvaluationReport[] reports =
        [
            MeasuredReports.Binary([], new([], null)),
            MeasuredReports.Regression([], new([], null)),
            MeasuredReports.Regression([1], new([1], [0])),
            Evaluator.Evaluate(new(TaskKind.Multiclass, 3), new([], null), ["a", "b", "c"], new([0.5, 0.25, 0.25], 0)),
        ];
        using (Assert.EnterMultipleScope())
        {
            foreach (var report in reports)
            {
                Assert.That(report.Rows, Is.Zero);
                Assert.That(report.AccuracyInterval, Is.Null);
                Assert.That(report.Metrics, Has.All.Property(nameof(MetricFigure.Value)).Null.And.Property(nameof(MetricFigure.Trivial)).Null);
            }
        }
    }

    [Test]
    public void Rows_and_weights_are_counted()
    {
        var report = MeasuredReports.Regression([1, 2, 3], new([1, 2, 3], [0.5, 0, 2]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Rows, Is.EqualTo(2));
            Assert.That(report.RowsOfWeightZero, Is.EqualTo(1));
            Assert.That(report.Weight, Is.EqualTo(2.5));
        }
    }

    [TestCase(float.NaN, 0.5f, 1.0, 1.0, "the score of row 0 is NaN")]
    [TestCase(0f, float.NaN, 1.0, 1.0, "the probability NaN of row 0 is not in [0, 1]")]
    [TestCase(0f, 1.5f, 1.0, 1.0, "the probability 1.5 of row 0 is not in [0, 1]")]
    [TestCase(0f, 0.5f, double.NaN, 1.0, "the label NaN of row 0 is no class index")]
    [TestCase(0f, 0.5f, 2.0, 1.0, "the label 2 of row 0 is no class index")]
    [TestCase(0f, 0.5f, 0.5, 1.0, "the label 0.5 of row 0 is no class index")]
    [TestCase(0f, 0.5f, 1.0, -1.0, "the weight -1 of row 0 is not a number from 0 up")]
    [TestCase(0f, 0.5f, 1.0, double.PositiveInfinity, "the weight Infinity of row 0 is not a number from 0 up")]
    public void What_no_model_hands_out_is_refused(float score, float probability, double label, double weight, string message)
    {
        var predictions = new Predictions(TaskKind.Binary, 2);
        predictions.Add([score], [probability], 1);
        Assert.That(
            () => Evaluator.Evaluate(predictions, new([label], [weight]), ["no", "yes"], even),
            Throws.ArgumentException.With.Message.Contains(message));
    }

    [Test]
    public void NaN_target_or_prediction_of_a_regression_is_refused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => MeasuredReports.Regression([float.NaN], new([1], null)), Throws.ArgumentException);
            Assert.That(() => MeasuredReports.Regression([1], new([double.NaN], null)), Throws.ArgumentException);
        }
    }

    [Test]
    public void Parts_that_do_not_fit_each_other_are_refused()
    {
        var predictions = new Predictions(TaskKind.Binary, 2);
        predictions.Add([0], [0.5f], 1);
        var wrongLabel = new Predictions(TaskKind.Binary, 2);
        wrongLabel.Add([0], [0.5f], 2);
        var truth = new Truth([1], null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Evaluator.Evaluate(predictions, new([1, 0], null), ["no", "yes"], even), Throws.ArgumentException);
            Assert.That(() => Evaluator.Evaluate(predictions, new([1], [1, 1]), ["no", "yes"], even), Throws.ArgumentException);
            Assert.That(() => Evaluator.Evaluate(predictions, truth, ["no"], even), Throws.ArgumentException);
            Assert.That(() => Evaluator.Evaluate(predictions, truth, ["no", "yes"], new([1], 0)), Throws.ArgumentException);
            Assert.That(() => Evaluator.Evaluate(wrongLabel, truth, ["no", "yes"], even), Throws.ArgumentException);
            Assert.That(() => Evaluator.Evaluate(predictions, truth, ["no", "yes"], even), Throws.Nothing);
        }
    }
}

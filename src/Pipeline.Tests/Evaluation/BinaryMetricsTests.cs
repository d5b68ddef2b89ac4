using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Evaluation;
using static Pipeline.Tests.Evaluation.ReferenceCase;

namespace Pipeline.Tests.Evaluation;

internal sealed class BinaryMetricsTests
{
    public static IEnumerable<ReferenceCase> Cases() => All("binary");

    [TestCaseSource(nameof(Cases))]
    public void Figures_of_the_probability_equal_the_reference(ReferenceCase reference)
    {
        var expected = reference.Expected;
        var report = MeasuredReports.Binary(reference.Floats("probability"), reference.Truth);
        using (Assert.EnterMultipleScope())
        {
            AssertFigure(report.Value("auc"), expected["ranking"]!["roc_auc"], "auc");
            AssertFigure(report.Value("auprc"), expected["ranking"]!["average_precision"], "auprc");
            AssertFigure(report.Value("logLoss"), expected["probability"]!["log_loss_clip_2_pow_minus_23"] ?? expected["probability"]!["log_loss"], "logLoss");
            AssertFigure(report.Value("brier"), expected["probability"]!["brier"], "brier");
            AssertFigure(report.Value("calibrationError"), expected["calibration"]!["equal_width_10"]!["ece"], "calibrationError");
            AssertFigure(report.Value("baseRate"), expected["base_rate"], "baseRate");
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Figures_of_the_predicted_label_equal_the_reference(ReferenceCase reference)
    {
        var thresholds = reference.Expected["at_threshold"]!.AsArray().Where(entry => (string)entry!["rule"]! == ">=").ToList();
        Assert.That(thresholds, Has.Count.EqualTo(2));
        using (Assert.EnterMultipleScope())
        {
            foreach (var expected in thresholds)
                AssertThreshold(reference, expected!);
        }
    }

    private static void AssertThreshold(ReferenceCase reference, JsonNode expected)
    {
        var threshold = (double)expected["threshold"]!;
        var report = MeasuredReports.Binary(reference.Floats("probability"), reference.Truth, threshold);
        foreach (var name in new[] { "accuracy", "precision", "recall", "f1" })
            AssertFigure(report.Value(name), expected[name], $"{name} at {threshold}");
        double[][] counts = [[(double)expected["tn"]!, (double)expected["fp"]!], [(double)expected["fn"]!, (double)expected["tp"]!]];
        Assert.That(report.Confusion!.Weight, Is.EqualTo(counts), $"confusion at {threshold}");
    }

    [Test]
    public void Accuracy_is_that_of_the_predicted_label_and_not_of_a_half()
    {
        var reference = Of("binary", "hand");
        var at = reference.Floats("probability");
        var report = MeasuredReports.Binary(at, reference.Truth, threshold: 0.6);
        Assert.That(report.Value("accuracy"), Is.EqualTo(4.0 / 6).Within(1e-15));
    }

    [Test]
    public void Auc_of_ties_counts_half()
    {
        var report = MeasuredReports.Binary([0.5f, 0.5f, 0.25f], new([1, 0, 0], null));
        Assert.That(report.Value("auc"), Is.EqualTo(0.75));
    }

    [Test]
    public void Log_loss_of_a_certain_and_wrong_row_is_16_nats_and_not_infinite()
    {
        var report = MeasuredReports.Binary([0f, 1f], new([1, 0], null));
        Assert.That(report.Value("logLoss"), Is.EqualTo(23 * Math.Log(2)).Within(1e-12));
    }

    [TestCase(0.3f, 3)]
    [TestCase(0.5f, 5)]
    [TestCase(1f, 9)]
    [TestCase(0f, 0)]
    public void Calibration_bins_are_closed_below_and_the_last_one_above(float edge, int bin)
    {
        // In one bin the gaps of the two rows add up, in two bins their absolute values do.
        var inside = (float)(bin / 10.0 + 0.05);
        var report = MeasuredReports.Binary([edge, inside], new([1, 0], null));
        Assert.That(report.Value("calibrationError"), Is.EqualTo(Math.Abs((double)edge - 1 + inside) / 2).Within(1e-12));
    }

    [Test]
    public void Trivial_figures_are_those_of_the_commonest_class_with_the_shares_as_probabilities()
    {
        var reference = Of("binary", "ordinary");
        var trivial = MeasuredReports.Binary(reference.Floats("probability"), reference.Truth, prior: new([0.25, 0.75], 0));
        var constant = MeasuredReports.Binary([.. reference.Truth.Label.Select(_ => 0.75f)], reference.Truth);
        using (Assert.EnterMultipleScope())
        {
            foreach (var figure in trivial.Metrics)
                Assert.That(figure.Trivial, Is.EqualTo(constant.Value(figure.Name)), figure.Name);
            Assert.That(trivial.Trivial("auc"), Is.EqualTo(0.5));
            Assert.That(trivial.Trivial("recall"), Is.EqualTo(1));
            Assert.That(trivial.Trivial("accuracy"), Is.EqualTo(trivial.Value("baseRate")));
        }
    }

    [Test]
    public void Precision_of_a_model_that_never_says_yes_is_undefined_and_its_F1_is_0()
    {
        var report = MeasuredReports.Binary([0.1f, 0.2f], new([1, 0], null));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Value("precision"), Is.Null);
            Assert.That(report.Value("recall"), Is.Zero);
            Assert.That(report.Value("f1"), Is.Zero);
        }
    }

    [Test]
    public void Interval_uses_the_effective_sample_size_of_the_weights()
    {
        var report = MeasuredReports.Binary([0.9f, 0.9f, 0.1f], new([1, 0, 0], [4, 1, 1]));
        var expected = Interval.Wilson(5.0 / 6, 36.0 / 18);
        Assert.That(report.AccuracyInterval, Is.EqualTo(expected));
    }
}

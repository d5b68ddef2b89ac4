using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Evaluation;
using static Pipeline.Tests.Evaluation.ReferenceCase;

namespace Pipeline.Tests.Evaluation;

internal sealed class RegressionMetricsTests
{
    public static IEnumerable<ReferenceCase> Cases() => All("regression");

    public static IEnumerable<ReferenceCase> SingleCases() => Cases().Where(
        reference => !reference.ToString().StartsWith("large_offset", StringComparison.Ordinal));

    // The scores of large_offset are no Singles, so it is given to the definitions in Double.
    [TestCaseSource(nameof(Cases))]
    public void Definitions_equal_the_reference(ReferenceCase reference)
    {
        using var errors = new ErrorSums(reference.Truth.Weight is not null);
        var spread = new TargetSpread();
        for (var row = 0; row < reference.Rows; row++)
        {
            if ((reference.Truth.Weight?[row] ?? 1) is var weight and > 0)
            {
                errors.Add(reference["label"][row], reference["score"][row], weight);
                spread.Add(reference["label"][row], weight);
            }
        }
        AssertFigures(reference.Expected, errors.Figures(spread));
    }

    [TestCaseSource(nameof(SingleCases))]
    public void Report_equals_the_reference(ReferenceCase reference)
    {
        var report = MeasuredReports.Regression(reference.Floats("score"), reference.Truth);
        AssertFigures(reference.Expected, report.Metrics.ToDictionary(figure => figure.Name, figure => figure.Value));
    }

    [Test]
    public void Trivial_R2_is_0_for_the_mean_of_these_very_rows_and_below_for_any_other()
    {
        var truth = new Pipeline.Model.Truth([1, 2, 6], null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(MeasuredReports.Regression([1, 2, 3], truth, mean: 3).Trivial("r2"), Is.EqualTo(0).Within(1e-15));
            Assert.That(MeasuredReports.Regression([1, 2, 3], truth, mean: 4).Trivial("r2"), Is.EqualTo(-3.0 / 14).Within(1e-15));
            Assert.That(MeasuredReports.Regression([1, 2, 3], truth, mean: 3).Trivial("mae"), Is.EqualTo(2).Within(1e-15));
        }
    }

    [Test]
    public void R2_of_a_constant_target_is_undefined_even_where_rounding_leaves_a_variance()
    {
        var report = MeasuredReports.Regression([1, 2, 3], new([0.1, 0.1, 0.1], [0.1, 0.2, 0.7]));
        Assert.That(report.Value("r2"), Is.Null);
    }

    [Test]
    public void An_infinite_prediction_leaves_no_figure_that_it_enters()
    {
        var report = MeasuredReports.Regression([1, 2, float.PositiveInfinity], new([1, 2, 3], null));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Value("rmse"), Is.Null);
            Assert.That(report.Value("r2"), Is.Null);
            Assert.That(report.Value("mae"), Is.Null);
            Assert.That(report.Value("medianAbsoluteError"), Is.Zero);
        }
    }

    private static void AssertFigures(JsonNode expected, Dictionary<string, double?> figures)
    {
        using (Assert.EnterMultipleScope())
        {
            AssertFigure(figures["r2"], expected["r2"], "r2");
            AssertFigure(figures["rmse"], expected["rmse"], "rmse");
            AssertFigure(figures["mae"], expected["mae"], "mae");
            AssertFigure(figures["medianAbsoluteError"], expected["median_absolute_error"], "medianAbsoluteError");
            AssertFigure(figures["mape"], expected["mape"], "mape");
        }
    }
}

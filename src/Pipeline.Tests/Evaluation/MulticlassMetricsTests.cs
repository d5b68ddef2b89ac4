using NUnit.Framework;
using static Pipeline.Tests.Evaluation.ReferenceCase;

namespace Pipeline.Tests.Evaluation;

internal sealed class MulticlassMetricsTests
{
    public static IEnumerable<ReferenceCase> Cases() => All("multiclass");

    internal static float[][] Probabilities(ReferenceCase reference)
    {
        var columns = Enumerable.Range(0, reference.Classes).Select(k => reference.Floats($"p{k}")).ToList();
        return [.. Enumerable.Range(0, reference.Rows).Select(row => columns.Select(column => column[row]).ToArray())];
    }

    [TestCaseSource(nameof(Cases))]
    public void Figures_equal_the_reference(ReferenceCase reference)
    {
        var expected = reference.Expected;
        var report = MeasuredReports.Multiclass(Probabilities(reference), reference.Truth);
        using (Assert.EnterMultipleScope())
        {
            AssertFigure(report.Value("microAccuracy"), expected["accuracy"], "microAccuracy");
            AssertFigure(report.Value("macroAccuracy"), expected["accuracy_macro"], "macroAccuracy");
            AssertFigure(report.Value("logLoss"), expected["log_loss"], "logLoss");
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Class_figures_equal_the_reference(ReferenceCase reference)
    {
        var confusion = MeasuredReports.Multiclass(Probabilities(reference), reference.Truth).Confusion!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(confusion.Weight, Is.EqualTo(reference.Expected["confusion"]!.AsArray()
                .Select(row => row!.AsArray().Select(cell => (double)cell!).ToArray()).ToArray()));
            foreach (var expected in reference.Expected["per_class"]!.AsArray())
            {
                var k = (int)expected!["class"]!;
                AssertFigure(confusion.Support(k), expected["support"], $"support of {k}");
                AssertFigure(confusion.Predicted(k), expected["predicted"], $"predicted of {k}");
                AssertFigure(confusion.Precision(k), expected["precision"], $"precision of {k}");
                AssertFigure(confusion.Recall(k), expected["recall"], $"recall of {k}");
                AssertFigure(confusion.F1(k), expected["f1"], $"f1 of {k}");
            }
        }
    }

    [Test]
    public void Trivial_log_loss_with_the_tables_own_shares_is_the_entropy_of_the_labels()
    {
        var reference = Of("multiclass", "three");
        var shares = Enumerable.Range(0, 3).Select(k => reference.Truth.Label.Count(label => label == k) / (double)reference.Rows);
        var report = MeasuredReports.Multiclass(Probabilities(reference), reference.Truth, new([.. shares], 0));
        AssertFigure(report.Trivial("logLoss"), reference.Expected["log_loss_prior"], "log_loss_prior");
    }

    [Test]
    public void Trivial_model_takes_the_commonest_class_of_the_training_rows_and_the_first_of_equal_ones()
    {
        var report = MeasuredReports.Multiclass([[1, 0, 0], [1, 0, 0], [1, 0, 0]], new([0, 1, 1], null), new([0.2, 0.4, 0.4], 0));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Trivial("microAccuracy"), Is.EqualTo(2.0 / 3));
            Assert.That(report.Trivial("macroAccuracy"), Is.EqualTo(0.5));
        }
    }
}

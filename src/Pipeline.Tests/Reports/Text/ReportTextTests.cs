using System.Globalization;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Evaluation;
using Pipeline.Reports.Json;
using Pipeline.Reports.Text;
using Pipeline.Tests.Evaluation;

namespace Pipeline.Tests.Reports.Text;

internal sealed class ReportTextTests
{
    private static string Text(EvaluationReport report) => string.Join('\n', ReportText.Lines(report, "in metrics.json"));

    [Test]
    public void Binary_report_reads_as_a_table()
    {
        Assert.That(Text(EvaluationReportTests.Binary), Is.EqualTo("""
            binary, 3 rows, total weight 4, rows of weight 0 left out: 1; positive class: yes

            metric                                    value    trivial
            Accuracy                                 0.7500     0.5000
            AUC                                      0.7500     0.5000
            AUPRC (average precision)                0.7500     0.5000
            Log-loss (natural log)                   0.5623     0.8370
            Brier score                              0.1875     0.3125
            F1                                       0.6667     0.0000
            Precision                                1.0000  undefined
            Recall                                   0.5000     0.0000
            Calibration error (10 equal-width bins)  0.1250     0.2500
            Base rate                                0.5000     0.5000
            95 % interval of the accuracy (Wilson): 0.2385 to 0.9664
            trivial: the commonest class of the training rows for every row, with their class shares as probabilities

            true \ predicted  no  yes
            no                 2    0
            yes                1    1
            """));
    }

    [Test]
    public void Multiclass_report_has_a_line_for_each_class_whatever_its_name()
    {
        var report = MeasuredReports.Multiclass([[0.5f, 0.25f, 0.25f], [0.25f, 0.5f, 0.25f]], new([0, 2], [1.5, 2]));
        Assert.That(Text(report with { Classes = ["Adelie", "a\nb", "a name that is far too long for a table"] }), Is.EqualTo("""
            multiclass, 2 rows, total weight 3.5000

            metric                   value  trivial
            Micro accuracy          0.4286   0.4286
            Macro accuracy          0.5000   0.5000
            Log-loss (natural log)  1.0892   1.0986
            trivial: the commonest class of the training rows for every row, with their class shares as probabilities

            class                             precision     recall      F1  support
            Adelie                               1.0000     1.0000  1.0000   1.5000
            a?b                                  0.0000  undefined  0.0000   0
            a name that is far too long for…  undefined     0.0000  0.0000   2

            true \ predicted                  Adelie  a?b  a name that is far too long for…
            Adelie                            1.5000    0                                 0
            a?b                               0         0                                 0
            a name that is far too long for…  0         2                                 0
            """));
    }

    [Test]
    public void Regression_report_lines_up_figures_of_every_size()
    {
        Assert.That(Text(MeasuredReports.Regression([12345.5f, 2, 0.1f], new([1, 0, 0.25], null), 1.0 / 3)), Is.EqualTo("""
            regression, 3 rows, total weight 3

            metric                           value    trivial
            R²                     -281329262        -0.03846
            RMSE                         7127         0.4330
            MAE                          4116         0.3611
            Median absolute error           2.0000    0.3333
            MAPE                         undefined  undefined
            trivial: the mean of the training rows for every row
            """));
    }

    [TestCase(0.81234, "0.8123")]
    [TestCase(0.99996, "1.0000")]
    [TestCase(1.0, "1.0000")]
    [TestCase(12.346, "12.35")]
    [TestCase(12345.678, "12346")]
    [TestCase(0.0012346, "0.001235")]
    [TestCase(-0.5, "-0.5000")]
    [TestCase(1.2344e-7, "1.234e-07")]
    [TestCase(1.2344e20, "1.234e+20")]
    [TestCase(0.0, "0.0000")]
    [TestCase(null, "undefined")]
    public void Figure_has_four_significant_digits(double? figure, string text) => Assert.That(FigureText.Of(figure), Is.EqualTo(text));

    [TestCase(12, "12")]
    [TestCase(1234567, "1234567")]
    [TestCase(0.5, "0.5000")]
    public void Count_is_whole_where_it_is(double weight, string text) => Assert.That(FigureText.Count(weight), Is.EqualTo(text));

    [Test]
    public void Text_is_the_same_after_a_round_through_JSON()
    {
        var report = EvaluationReportTests.Binary;
        var read = FiguresJson.Read(JsonNode.Parse(FiguresJson.Write(report).ToJsonString()), "metrics.json");
        Assert.That(Text(read), Is.EqualTo(Text(report)));
    }

    [TestCase("de-DE")]
    [TestCase("tr-TR")]
    public void Text_is_the_same_in_every_culture(string culture)
    {
        var expected = Text(EvaluationReportTests.Binary);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.That(1.5.ToString("F1", CultureInfo.CurrentCulture), Is.EqualTo("1,5"), "the culture is there");
            Assert.That(Text(EvaluationReportTests.Binary), Is.EqualTo(expected));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Matrix_of_many_classes_is_left_to_the_file()
    {
        var report = MeasuredReports.Multiclass([[.. Enumerable.Repeat(1f / 32, 21)]], new([3], null));
        Assert.That(ReportText.Lines(report, "in metrics.json")[^1], Is.EqualTo("confusion matrix of 21 classes: see confusion in metrics.json"));
    }
}

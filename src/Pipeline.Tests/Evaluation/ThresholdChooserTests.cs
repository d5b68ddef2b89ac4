using System.Text.Json.Nodes;
using CsCheck;
using NUnit.Framework;
using Pipeline.Configuration.Records;
using Pipeline.Evaluation;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tests.Evaluation;

internal sealed class ThresholdChooserTests
{
    private static readonly (string Key, string Member, ThresholdRule Rule)[] rules =
    [
        ("max_f1", "threshold_highest", new(ThresholdKind.F1, 0)),
        ("max_youden", "threshold_highest", new(ThresholdKind.Youden, 0)),
        ("precision_at_least_0_8", "threshold", new(ThresholdKind.Precision, 0.8)),
        ("max_precision_with_recall_at_least_0_9", "threshold", new(ThresholdKind.Recall, 0.9)),
    ];

    public static IEnumerable<ReferenceCase> Cases() => ReferenceCase.All("binary");

    [TestCaseSource(nameof(Cases))]
    public void Threshold_equals_the_reference(ReferenceCase reference)
    {
        var probability = reference.Floats("probability");
        using (Assert.EnterMultipleScope())
        {
            foreach (var (key, member, rule) in rules)
            {
                JsonNode? expected = reference.Expected["best_thresholds"]![key];
                if (expected is null)
                    Assert.That(() => ThresholdChooser.Choose(rule, probability, reference.Truth), Throws.TypeOf<CheckException>(), key);
                else
                    Assert.That(ThresholdChooser.Choose(rule, probability, reference.Truth), Is.EqualTo((double)expected[member]!), key);
            }
        }
    }

    [Test]
    public void Fixed_threshold_is_returned_as_it_is() =>
        Assert.That(ThresholdChooser.Choose(new(ThresholdKind.Fixed, 0.37), [0.1f], new([0], null)), Is.EqualTo(0.37));

    [Test]
    public void Chosen_F1_is_what_the_report_then_shows()
    {
        var reference = ReferenceCase.Of("binary", "weighted", "weighted");
        var probability = reference.Floats("probability");
        var threshold = ThresholdChooser.Choose(new(ThresholdKind.F1, 0), probability, reference.Truth);
        ReferenceCase.AssertFigure(
            MeasuredReports.Binary(probability, reference.Truth, threshold).Value("f1"), reference.Expected["best_thresholds"]!["max_f1"]!["f1"], "f1");
    }

    [Test]
    public void Highest_of_equally_good_thresholds_is_taken()
    {
        // Above 0.9 one of two positives and no negative, J = 1/2; at 0.2 both and half of the negatives, J = 1/2 again.
        float[] probability = [0.9f, 0.5f, 0.2f, 0.1f];
        var truth = new Truth([1, 0, 1, 0], null);
        Assert.That(ThresholdChooser.Choose(new(ThresholdKind.Youden, 0), probability, truth), Is.EqualTo((double)0.9f));
    }

    [Test]
    public void Unreachable_precision_names_the_best_there_is()
    {
        float[] probability = [0.75f, 0.75f, 0.25f];
        Assert.That(
            () => ThresholdChooser.Choose(new(ThresholdKind.Precision, 0.9), probability, new([1, 0, 1], null)),
            Throws.TypeOf<CheckException>().With.Message.EqualTo(
                "$.scoring.threshold: the best precision of any threshold is 0.6666666666666666 (at 0.25) on the rows that it is chosen on; "
                + "expected a precision of at least 0.9. Ask for less precision, or improve the model."));
    }

    [Test]
    public void Rule_without_positive_rows_is_an_error_that_says_so() =>
        Assert.That(
            () => ThresholdChooser.Choose(new(ThresholdKind.F1, 0), [0.5f], new([0], null)),
            Throws.TypeOf<CheckException>().With.Message.Contains("no positive row"));

    [Test]
    public void NaN_is_a_bug_of_the_caller() =>
        Assert.That(() => ThresholdChooser.Choose(new(ThresholdKind.F1, 0), [float.NaN], new([1], null)), Throws.ArgumentException);

    [Test]
    public void No_candidate_beats_the_chosen_threshold_and_no_higher_one_equals_it() =>
        BinaryRows.Gen.Where(rows => rows.Truth.Label.Distinct().Count() == 2).Sample(rows =>
        {
            var threshold = ThresholdChooser.Choose(new(ThresholdKind.F1, 0), rows.Probability, rows.Truth);
            var best = rows.ReportAt(threshold).Value("f1")!.Value;
            foreach (double candidate in rows.Probability)
            {
                var f1 = rows.ReportAt(candidate).Value("f1")!.Value;
                Assert.That(f1, candidate > threshold ? Is.LessThan(best) : Is.LessThanOrEqualTo(best));
            }
        }, iter: 200, threads: 1);
}

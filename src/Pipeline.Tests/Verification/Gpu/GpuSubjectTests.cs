using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;
using Pipeline.Verification;
using Pipeline.Verification.Gpu;

namespace Pipeline.Tests.Verification.Gpu;

/// <summary>What gpu-check compares with, given predictions in which one value is another one, as a device might compute it.</summary>
[TestFixture]
internal sealed class GpuSubjectTests
{
    private static readonly string[][] all =
        [["breast-cancer"], ["churn"], ["churn", "averagedPerceptron"], ["penguins"], ["penguins", "lbfgsMaximumEntropy"], ["concrete"], ["concrete", "sdca"],
            ["concrete", "lbfgsPoisson"]];

    private static IEnumerable<TestCaseData> Subjects() =>
        from run in all
        from subject in GpuSubject.Of(Model(run))
        select new TestCaseData(subject).SetArgDisplayNames([.. run, subject.Precision.ToString()]);

    [TestCaseSource(nameof(Subjects))]
    public void What_the_processor_computes_passes(object given)
    {
        var subject = (GpuSubject)given;
        var held = subject.Hold(Scores(subject));

        Assert.That(held.Passed);
        Assert.That(subject.Problems("there", held, 1), Is.Empty);
        Assert.That(held.LargestShare, subject.Precision == Precision.Exact ? Is.Null : Is.InRange(0.0001, 1));
    }

    [TestCaseSource(nameof(Subjects))]
    public void Another_bit_of_one_exact_score_does_not(object given)
    {
        var subject = (GpuSubject)given;
        if (subject.Precision == Precision.Exact)
            Holds(subject, Changed(subject, Score, MathF.BitIncrement), wrong: 1, unfounded: 0);
        else
            Assert.That(subject.Hold(Changed(subject, Score, MathF.BitIncrement)).Wrong, Is.Zero, "which a fast one may differ in");
    }

    [TestCaseSource(nameof(Subjects))]
    public void One_score_that_is_a_hundredth_off_does_not(object given)
    {
        var subject = (GpuSubject)given;

        Assert.That(subject.Hold(Changed(subject, Score, score => (score * 1.01f) + 1)).Wrong, Is.EqualTo(1));
    }

    [TestCaseSource(nameof(Subjects))]
    public void One_score_that_is_no_number_does_not(object given)
    {
        var subject = (GpuSubject)given;

        Assert.That(subject.Hold(Changed(subject, Score, _ => float.NaN)).Wrong, Is.EqualTo(1));
    }

    [TestCaseSource(nameof(Subjects))]
    public void Another_bit_of_one_probability_does_not(object given)
    {
        var subject = (GpuSubject)given;
        if (subject.Model.Task == TaskKind.Regression)
            return;
        Holds(subject, Changed(subject, Probability, MathF.BitIncrement), subject.Precision == Precision.Exact ? 1 : 0,
            subject.Precision == Precision.Fast ? 1 : 0);
    }

    [TestCaseSource(nameof(Subjects))]
    public void Another_class_of_one_row_does_not(object given)
    {
        var subject = (GpuSubject)given;
        if (subject.Model.Task == TaskKind.Regression)
            return;
        Holds(subject, Changed(subject, Label, label => label == 0 ? 1 : 0), subject.Precision == Precision.Exact ? 1 : 0,
            subject.Precision == Precision.Fast ? 1 : 0);
    }

    [TestCaseSource(nameof(Subjects))]
    public void Memory_that_nobody_wrote_to_does_not(object given)
    {
        var subject = (GpuSubject)given;
        foreach (var left in new[] { 0f, 1f, float.NaN })
        {
            var wrong = subject.Hold(Changed(subject, null, _ => left)).Wrong;
            Assert.That(wrong, Is.GreaterThan(subject.Model.Rows.Count / 2));
        }
    }

    [TestCaseSource(nameof(Subjects))]
    public void Wrong_again_is_wrong_again(object given)
    {
        var subject = (GpuSubject)given;
        var wrong = Changed(subject, Score, score => score + 1);
        var right = Scores(subject);
        var held = new[] { right, wrong, right, wrong, wrong }.Select(subject.Hold).ToList();

        Assert.That(held.Select(one => one.Passed), Is.EqualTo(new[] { true, false, true, false, false }));
        Assert.That(held[3..], Is.All.EqualTo(held[1]));
    }

    [Test]
    public void Problems_say_how_many_values_of_how_many_rows()
    {
        var (exact, fast) = (GpuSubject.Of(Model(["breast-cancer"])).First(), GpuSubject.Of(Model(["breast-cancer"])).Last());

        Assert.That(exact.Problems("here", new HeldPredictions(1234, 0, null), 5678),
            Is.EqualTo([new Problem("here", "1,234 values of 5,678 rows that are not the processor's", "the same bits")]));
        Assert.That(fast.Problems("here", new HeldPredictions(1, 2, null), 5678).Select(problem => problem.ToString()[..80]), Is.EqualTo(
            ["here: 1 scores of 5,678 rows beyond the bound; expected each sum of n products i",
                "here: 2 probabilities and classes of 5,678 rows that do not follow from their ro"]));
    }

    private const int Row = 7;
    private const string Score = nameof(Predictions.Score);
    private const string Probability = nameof(Predictions.Probability);
    private const string Label = nameof(Predictions.PredictedLabel);

    private static void Holds(GpuSubject subject, Predictions predictions, long wrong, long unfounded)
    {
        var held = subject.Hold(predictions);

        Assert.That((held.Wrong, held.Unfounded, held.Passed), Is.EqualTo((wrong, unfounded, false)));
        Assert.That(subject.Problems("there", held, predictions.Count).Count(), Is.EqualTo(1));
    }

    private static CheckModel Model(string[] run)
    {
        var fitted = run.Length == 1 ? Fitted.SharedDemo(run[0]) : Fitted.SharedDemo(run[0], $$"""model={"trainer":"{{run[1]}}"}""");
        return new CheckModel(fitted.Fit.Model.Signature.Task, run[^1], fitted.Fit.Model, fitted.Batch);
    }

    private static Predictions Scores(GpuSubject subject)
    {
        using var cpu = subject.OpenOnCpu();
        return cpu.Score(subject.Model.Rows);
    }

    /// <summary>The processor's predictions with one value of one row changed; or all values of all rows.</summary>
    private static Predictions Changed(GpuSubject subject, string? what, Func<float, float> change)
    {
        var right = Scores(subject);
        var changed = ChainScorer.New(subject.Model.Model.Signature);
        for (var row = 0; row < right.Count; row++)
        {
            float[] scores = [.. right.Score.Slice(row * right.ScoreWidth, right.ScoreWidth)];
            float[] probabilities = [.. right.Probability.Slice(row * right.ProbabilityWidth, right.ProbabilityWidth)];
            var label = right.PredictedLabel.Length == 0 ? 0 : right.PredictedLabel[row];
            if (what is null)
                (scores, probabilities, label) = (Array.ConvertAll(scores, value => change(value)), Array.ConvertAll(probabilities, value => change(value)), 0);
            else if (row == Row && what == Score)
                scores[^1] = change(scores[^1]);
            else if (row == Row && what == Probability)
                probabilities[^1] = change(probabilities[^1]);
            else if (row == Row && what == Label)
                label = (int)change(label);
            changed.Add(scores, probabilities, label);
        }
        return changed;
    }
}

using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Verification;

namespace Pipeline.Tests.Verification;

[TestFixture]
internal sealed class ScoreParityTests
{
    [Test]
    public void The_same_bits_are_no_difference_be_they_NaN()
    {
        Assert.That(ScoreParity.Compare(Binary((float.NaN, 0.5f, 1)), Binary((float.NaN, 0.5f, 1))), Is.Empty);
        Assert.That(() => ScoreParity.Require(Binary((1, 0.5f, 1)), Binary((1, 0.5f, 1))), Throws.Nothing);
    }

    [Test]
    public void A_last_bit_of_a_score_is_a_difference_that_names_row_and_figures()
    {
        var problems = ScoreParity.Compare(Binary((1, 0.5f, 1), (2, 0.6f, 1)), Binary((1, 0.5f, 1), (MathF.BitIncrement(2), 0.6f, 1)));

        Assert.That(problems, Is.EqualTo([new Problem("row 2 of the held-out rows", "Score 2.0000002 from the zip", "2 as measured")]));
    }

    [Test]
    public void A_last_bit_of_a_probability_and_a_class_are_differences_too()
    {
        var problems = ScoreParity.Compare(Binary((1, 0.5f, 1)), Binary((1, MathF.BitDecrement(0.5f), 0)));

        Assert.That(problems.Select(problem => problem.Found), Is.EqualTo(["Probability 0.49999997 from the zip", "predicted class 0 from the zip"]));
    }

    [Test]
    public void Zero_is_not_minus_zero()
    {
        var problem = ScoreParity.Compare(Binary((0f, 0.5f, 1)), Binary((-0f, 0.5f, 1))).Single();

        Assert.That((problem.Found, problem.Expected), Is.EqualTo(("Score -0 from the zip", "0 as measured")));
    }

    [Test]
    public void The_row_of_a_multiclass_score_is_that_of_its_row_of_scores()
    {
        var (measured, shipped) = (new Predictions(TaskKind.Multiclass, 3), new Predictions(TaskKind.Multiclass, 3));
        measured.Add([1, 2, 3], [0.1f, 0.2f, 0.7f], 2);
        measured.Add([1, 2, 3], [0.1f, 0.2f, 0.7f], 2);
        shipped.Add([1, 2, 3], [0.1f, 0.2f, 0.7f], 2);
        shipped.Add([1, 9, 3], [0.1f, 0.2f, 0.7f], 2);

        Assert.That(ScoreParity.Compare(measured, shipped).Single().Where, Is.EqualTo("row 2 of the held-out rows"));
    }

    [Test]
    public void Other_rows_are_a_difference_and_many_differences_are_cut_short()
    {
        var many = Enumerable.Range(0, 50).Select(i => ((float)i, 0.5f, 1)).ToArray();
        var others = many.Select(row => (row.Item1 + 1, 0.5f, 1)).ToArray();

        Assert.That(ScoreParity.Compare(Binary(many), Binary(many[..49])).Single().Found, Is.EqualTo("49 rows"));
        Assert.That(ScoreParity.Compare(Binary(many), Binary(others)), Has.Count.EqualTo(10));
        Assert.That(() => ScoreParity.Require(Binary(many), Binary(others)), Throws.TypeOf<ParityException>().With.Property("Code").EqualTo(ExitCode.Bug));
    }

    private static Predictions Binary(params (float Score, float Probability, int Label)[] rows)
    {
        var predictions = new Predictions(TaskKind.Binary, 2);
        foreach (var (score, probability, label) in rows)
            predictions.Add([score], [probability], label);
        return predictions;
    }
}

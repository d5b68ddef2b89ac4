using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Scoring;

/// <summary>Values that are finite can still give scores that are not; no run keeps quiet about that.</summary>
[TestFixture]
internal sealed class FiniteScoresTests
{
    private const string Config =
        """
        {
          "task": "regression",
          "data": { "train": "train.csv", "test": "test.csv", "label": { "column": "y" }, "numeric": ["a", "b"] },
          "model": { "trainer": "sdca" }
        }
        """;

    [Test]
    public void Score_counts_and_names_rows_without_a_finite_score()
    {
        using var scratch = Trained("1,2,3\n2,3,4\n");
        var input = scratch.Write("in.csv", "a,b\n1,2\n3e38,-3e38\n");

        var run = Support.Program.Run("score", scratch.At("run/model.zip"), input, scratch.At("out.csv"));

        Assert.That((run.Code, File.ReadLines(scratch.At("out.csv")).Count()), Is.EqualTo((0, 3)));
        Assert.That(run.Out, Does.Contain("Warning: scores that are not finite: 1 rows"));
    }

    [Test]
    public void Evaluate_and_train_refuse_to_measure_them()
    {
        using var scratch = Trained("1,2,3\n2,3,4\n");
        var data = scratch.Write("test.csv", "a,b,y\n1,2,3\n3e38,-3e38,4\n");

        var evaluated = Support.Program.Run("evaluate", scratch.At("run/model.zip"), data);
        var trained = Support.Program.Run("train", scratch.At("run.jsonc"), "--out", scratch.At("run"));

        Assert.That((evaluated.Code, trained.Code), Is.EqualTo((3, 3)));
        Assert.That(evaluated.Error, Does.Contain("row 2 of the data: a score of"));
        Assert.That(trained.Error, Does.Contain("row 2 of the held-out rows: a score of"));
    }

    private static Scratch Trained(string test)
    {
        var scratch = new Scratch();
        scratch.Write("train.csv", "a,b,y\n"
            + string.Concat(Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"{i % 7 * 1e-3},{i % 5 * 1e-3},{(i % 7) + (2 * (i % 5))}\n"))));
        scratch.Write("test.csv", "a,b,y\n" + test);
        var run = Support.Program.Run("train", scratch.Write("run.jsonc", Config), "--out", scratch.At("run"));
        Assert.That(run.Code, Is.Zero, run.Error);
        return scratch;
    }
}

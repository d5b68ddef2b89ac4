using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>What train refuses before it learns anything, and what the runs after it say of their rows.</summary>
[TestFixture]
internal sealed class TrainInputTests
{
    private Scratch scratch = null!;

    [SetUp]
    public void Prepare()
    {
        scratch = new Scratch();
        scratch.Write("table.csv", "y,x,c\n" + string.Concat(Enumerable.Range(0, 80)
            .Select(i => FormattableString.Invariant($"{(i % 3 == 0 ? "a" : i % 3 == 1 ? "b" : "c")},{i / 4},{(i % 2 == 0 ? "u" : "v")}\n"))));
    }

    [TearDown]
    public void Remove() => scratch.Dispose();

    [Test]
    public void Another_separator_is_guessed_and_named()
    {
        scratch.Write("table.csv", File.ReadAllText(scratch.At("table.csv")).Replace(',', ';'));

        var run = Train();

        Assert.That(run.Code, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("table.csv:1: fields separated by ';'; expected fields separated by ','").And.Contain("data.separator"));
    }

    [Test]
    public void The_test_file_is_not_the_training_file_under_another_spelling()
    {
        var run = Train("--set", "data.test=./table.csv");

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("$.data.test").And.Contain("which $.data.train names too"));
    }

    [Test]
    public void An_id_under_the_name_of_a_prediction_is_refused_before_anything_is_read()
    {
        scratch.Write("table.csv", "no table at all");

        var run = Train("--set", "data.id=PredictedLabel");

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("column 'PredictedLabel'"));
    }

    [Test]
    public void A_day_of_bad_rows_is_no_empty_day()
    {
        Assert.That(Train().Code, Is.Zero);
        scratch.Write("scores.csv", "yesterday");

        var run = Support.Program.Run("score", scratch.At("run/model.zip"), scratch.Write("in.csv", "x,c\nNA,u\n?,v\n"), scratch.At("scores.csv"), "--bad-rows",
            "skip");

        Assert.That((run.Code, File.ReadAllText(scratch.At("scores.csv"))), Is.EqualTo((3, "yesterday")));
        Assert.That(run.Error, Does.Contain("where 'NA' means missing, train with data.missing: { \"numeric\": [\"NA\"] }"));
    }

    [TestCase("none", "Missing categories, not filled: those rows belong to none: 'c' 1.")]
    [TestCase("constant", "Missing categories, not filled: those rows belong to none: 'c' 1.")]
    [TestCase("mode", "Missing fields, filled as in training: 'c' 1.")]
    public void Only_what_is_filled_is_said_to_be_filled(string impute, string said)
    {
        Assert.That(Train("--set", $"impute.categorical={impute}").Code, Is.Zero);

        var run = Support.Program.Run("score", scratch.At("run/model.zip"), scratch.Write("in.csv", "x,c\n1,\n"), scratch.At("scores.csv"));

        Assert.That(run.Out, Does.Contain(said));
    }

    [Test]
    public void A_score_that_is_not_a_number_has_no_class()
    {
        Assert.That(Train("--set", "model.trainer=lbfgsMaximumEntropy").Code, Is.Zero);

        var run = Support.Program.Run("score", scratch.At("run/model.zip"), scratch.Write("in.csv", "x,c\n3e38,u\n"), scratch.At("scores.csv"));

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(File.ReadLines(scratch.At("scores.csv")).Last(), Does.StartWith(",NaN").Or.Match("^[abc],[0-9.E+-]+,"));
    }

    [Test]
    public void Logarithms_of_0_and_below_are_warned_of() =>
        Assert.That(Train("--set", "normalize.method=logMeanVariance").Out, Does.Contain("all values of 0 and below become the same 0: 'x'"));

    private RunResult Train(params string[] more)
    {
        var config = scratch.Write("run.jsonc", """
            { "task": "multiclass", "data": { "train": "table.csv", "label": { "column": "y" }, "numeric": "x", "categorical": "c" },
              "model": { "trainer": "naiveBayes" } }
            """);
        return Support.Program.Run(["train", config, "--out", scratch.At("run"), .. more]);
    }
}

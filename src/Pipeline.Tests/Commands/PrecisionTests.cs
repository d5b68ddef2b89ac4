using System.Globalization;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>--precision of score and evaluate.</summary>
[TestFixture]
internal sealed class PrecisionTests
{
    [Test]
    public void Fast_scores_of_a_linear_model_are_near_the_exact_ones_and_the_run_says_how_near()
    {
        var exact = Scores("breast-cancer", "exact", out var said);
        var fast = Scores("breast-cancer", "fast", out var saidOfFast);

        Assert.That(said, Does.Not.Contain("Precision"));
        Assert.That(saidOfFast, Does.Match(@"Precision fast: scores within \S+ of exact on the held-out rows, probabilities within \S+, the same classes; "
            + "each sum of n products is within"));
        Assert.That(fast, Is.EqualTo(exact).Within(1e-4));
        Assert.That(fast, Is.Not.EqualTo(exact), "folding a normalizer moves last bits");
    }

    [Test]
    public void Fast_scores_of_trees_are_the_exact_ones_and_the_run_says_so()
    {
        var exact = Scores("concrete", "exact", out _);
        var fast = Scores("concrete", "fast", out var said);

        Assert.That(fast, Is.EqualTo(exact));
        Assert.That(said, Does.Contain("Precision fast: the same as exact: this model compares and looks up"));
    }

    [TestCase("breast-cancer", "fast", "fast")]
    [TestCase("breast-cancer", "exact", "exact")]
    [TestCase("concrete", "fast", "exact")]
    public void Evaluate_measures_what_was_asked_for_and_its_document_says_what_ran(string demo, string asked, string ran)
    {
        var run = Program.Run("evaluate", Demo.Zip(demo), Repository.PathOf($"data/{demo}.csv"), "--held-out", "--precision", asked, "--json");

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That((string?)JsonNode.Parse(run.Out)!["precision"], Is.EqualTo(ran));
    }

    [Test]
    public void Another_word_is_refused_together_with_other_wrong_options()
    {
        var run = Program.Run("score", Demo.Zip("concrete"), Repository.PathOf("data/concrete.csv"), "-", "--precision", "quick", "--threads", "0");

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("--precision: 'quick'; expected exact or fast").And.Contain("--threads: '0'"));
    }

    private static double[] Scores(string demo, string precision, out string said)
    {
        var run = Program.Run("score", Demo.Zip(demo), Repository.PathOf($"data/{demo}.csv"), "-", "--precision", precision);
        Assert.That(run.Code, Is.Zero, run.Error);
        said = run.Error;
        return [.. run.Out.TrimEnd('\n').Split('\n').Skip(1).Select(line => double.Parse(line.Split(',')[^1], CultureInfo.InvariantCulture))];
    }
}

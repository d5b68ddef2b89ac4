using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>The held-out rows of several files, named in whatever order and folders.</summary>
[TestFixture]
internal sealed class HeldOutFilesTests
{
    private const string Config =
        """
        {
          "task": "regression",
          "data": { "train": ["b/second.csv", "a/first.csv"], "label": { "column": "y" }, "numeric": "x" },
          "model": { "trainer": "fastTree", "options": { "numberOfTrees": 5, "minimumExampleCountPerLeaf": 2 } }
        }
        """;

    [TestCase("b/second.csv", "a/first.csv")]
    [TestCase("a/first.csv", "b/second.csv")]
    [TestCase("?/*.csv")]
    public void The_figures_are_those_of_training(params string[] data)
    {
        using var scratch = new Scratch();
        Table(scratch, "a/first.csv", 0);
        Table(scratch, "b/second.csv", 60);
        var trained = Support.Program.Run("train", scratch.Write("run.jsonc", Config), "--out", scratch.At("run"));

        var evaluated = Support.Program.Run(["evaluate", scratch.At("run/model.zip"), .. data.Select(scratch.At), "--held-out"]);

        Assert.That((trained.Code, evaluated.Code), Is.EqualTo((0, 0)), trained.Error + evaluated.Error);
        Assert.That(trained.Out, Does.Contain(evaluated.Out[..evaluated.Out.IndexOf("Warning", StringComparison.Ordinal)].Trim()));
        Assert.That(trained.Out.Split('\n')[^2], Is.EqualTo(evaluated.Out.Split('\n')[^2]), "no better than the trivial model");
    }

    [Test]
    public void One_file_of_two_is_not_the_training_data()
    {
        using var scratch = new Scratch();
        Table(scratch, "a/first.csv", 0);
        Table(scratch, "b/second.csv", 60);
        Support.Program.Run("train", scratch.Write("run.jsonc", Config), "--out", scratch.At("run"));

        Assert.That(Support.Program.Run("evaluate", scratch.At("run/model.zip"), scratch.At("a/first.csv"), "--held-out").Code, Is.EqualTo(3));
    }

    private static void Table(Scratch scratch, string name, int from) =>
        scratch.Write(name, "x,y\n" + string.Concat(Enumerable.Range(from, 60).Select(i => FormattableString.Invariant($"{i},{i % 10}\n"))));
}

using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Training.Chain;

[TestFixture]
internal sealed class TargetTests
{
    [TestCase("lbfgsPoisson", 3)]
    [TestCase("fastTreeTweedie", 3)]
    [TestCase("fastTree", 0)]
    public void Models_of_counts_and_amounts_take_no_target_below_0(string trainer, int code)
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 100).Select(i => FormattableString.Invariant($"{i},{(i % 7) - 1}\n"))));
        var config = scratch.Write("run.jsonc", $$"""
            { "task": "regression", "data": { "train": "table.csv", "label": { "column": "y" }, "numeric": "x" },
              "model": { "trainer": "{{trainer}}" } }
            """);

        var run = Support.Program.Run("train", config, "--out", scratch.At("run"));

        Assert.That(run.Code, Is.EqualTo(code), run.Error);
        if (code != 0)
            Assert.That(run.Error, Does.Contain("column 'y'").And.Contain("training rows below 0").And.Contain(trainer));
    }
}

using NUnit.Framework;
using Pipeline.Graph;
using Pipeline.Graph.MlNet;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Training.Chain;

/// <summary>LightGBM's two forms of a model of several classes, and the number of rows at which ML.NET would change from one to the other.</summary>
[TestFixture]
internal sealed class SoftMaxTests
{
    /// <summary>ML.NET takes the soft-max from 50,000 training rows on, where it is asked to choose.</summary>
    [TestCase("", typeof(ModelNode.OneVersusAll))]
    [TestCase(", \"useSoftmax\": true", typeof(ModelNode.PlainSoftMax))]
    public void Fifty_thousand_and_one_training_rows_train_measure_and_ship(string option, Type form)
    {
        using var scratch = new Scratch();
        scratch.Write("train.csv", Table(50_001));
        scratch.Write("test.csv", Table(60));
        var config = scratch.Write("run.jsonc", $$"""
            { "task": "multiclass", "data": { "train": "train.csv", "test": "test.csv", "label": { "column": "y" }, "numeric": ["a", "b"] },
              "model": { "trainer": "lightGbm", "options": { "numberOfIterations": 5{{option}} } } }
            """);

        var run = Support.Program.Run("train", config, "--out", scratch.At("run"));

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Contain("Trained on 50,001 rows").And.Contain("the same bits"));
        Assert.That(ChainCompiler.Compile(Pipeline.Artifacts.ModelZipReader.Open(scratch.At("run/model.zip")).Model).Model, Is.TypeOf(form));
    }

    [Test]
    public void Classes_of_a_few_rows_train_with_the_default_options()
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", Rare());

        var scores = Fits.Scores(scratch, Fits.Fit(scratch, Config("")).Model);

        Assert.That(scores, Is.All.InRange(0, 1));
    }

    [Test]
    public void A_soft_max_that_overflows_is_a_fit_that_diverged_and_names_the_classes_of_few_rows()
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", Rare());

        var error = Assert.Throws<DataException>(() =>
            Fits.Fit(scratch, Config("\"useSoftmax\": true, \"learningRate\": 1, \"minimumExampleCountPerLeaf\": 1")))!;

        Assert.That(error.Problems.Single().Found, Does.StartWith("a fit of lightGbm that diverged (a class's score ran beyond 709")
            .And.EndWith("classes with few training rows: 'c5' 2, 'c4' 3, 'c3' 7"));
        Assert.That(error.Problems.Single().Remedy, Does.StartWith("Set useSoftmax to false"));
    }

    private static string Config(string options) => $$"""
        { "task": "multiclass", "data": { "train": "table.csv", "label": { "column": "y" }, "numeric": ["a", "b"] },
          "model": { "trainer": "lightGbm", "options": { {{options}} } } }
        """;

    private static string Table(int rows)
    {
        var random = new Random(3);
        return "a,b,y\n" + string.Concat(Enumerable.Range(0, rows).Select(_ =>
        {
            var (a, b) = (random.NextDouble(), random.NextDouble());
            return FormattableString.Invariant($"{a:F4},{b:F4},c{(int)((a + b) * 1.99)}\n");
        }));
    }

    /// <summary>Classes that a tree can tell apart, of 1,500 rows down to 2.</summary>
    private static string Rare()
    {
        int[] sizes = [1500, 700, 300, 7, 3, 2];
        var random = new Random(4);
        return "a,b,y\n" + string.Concat(sizes.SelectMany((size, k) => Enumerable.Range(0, size).Select(_ =>
            FormattableString.Invariant($"{(k * 7 % 6) + (0.5 * random.NextDouble()):F4},{(k * 5 % 6) + (0.5 * random.NextDouble()):F4},c{k}\n"))));
    }
}

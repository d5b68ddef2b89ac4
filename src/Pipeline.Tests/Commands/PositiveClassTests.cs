using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>The figures of a model do not say which of the two classes was called positive.</summary>
[TestFixture]
internal sealed class PositiveClassTests
{
    /// <summary>Trees of the swapped labels are the mirror of those of the labels, bit for bit. LBFGS adds up in float32 and stops within 1e-7, here or
    /// there.</summary>
    [TestCase("gam", 1.0, 1e-12)]
    [TestCase("fastTree", 1.0, 1e-12)]
    [TestCase("lbfgsLogisticRegression", 1.0, 1e-5)]
    [TestCase("lbfgsLogisticRegression", 1e3, 1e-5)]
    public void Training_either_way_gives_the_same_log_loss_brier_score_and_accuracy(string trainer, double scale, double within)
    {
        using var scratch = new Scratch();
        var random = new Random(8);
        scratch.Write("table.csv", "id,a,b,y\n" + string.Concat(Enumerable.Range(0, 600).Select(row =>
        {
            var (a, b) = (random.NextDouble() - 0.5, random.NextDouble() - 0.5);
            // Nearly separable, so that probabilities come to the ends of float32, with a few rows on the wrong side.
            return FormattableString.Invariant($"{row},{a * scale:R},{b * scale:R},{(a + b > 0 != (row % 40 == 0) ? "yes" : "no")}\n");
        })));

        var (yes, no) = (Figures(scratch, trainer, "yes"), Figures(scratch, trainer, "no"));

        foreach (var metric in (string[])["logLoss", "brier", "accuracy"])
            Assert.That(no(metric), Is.EqualTo(yes(metric)).Within(within * Math.Max(1, yes(metric))), metric);
    }

    private static Func<string, double> Figures(Scratch scratch, string trainer, string positive)
    {
        var options = trainer == "lbfgsLogisticRegression" ? """, "options": { "l1Regularization": 0, "l2Regularization": 0.001 }""" : "";
        var config = scratch.Write($"{positive}.json", $$"""
            { "task": "binary",
              "data": { "train": "table.csv", "label": { "column": "y", "positive": "{{positive}}" }, "id": "id", "numeric": ["a", "b"] },
              "model": { "trainer": "{{trainer}}"{{options}} } }
            """);
        var run = Support.Program.Run("train", config, "--out", scratch.At(positive), "--json");
        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
        return metric => (double)JsonNode.Parse(run.Out)!["report"]!["metrics"]![metric]!["value"]!;
    }
}

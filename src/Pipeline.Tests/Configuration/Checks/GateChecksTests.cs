using NUnit.Framework;

namespace Pipeline.Tests.Configuration.Checks;

internal sealed class GateChecksTests
{
    [TestCase("{\"metric\": \"acuracy\", \"minimum\": 0.5}", ".metric", "'acuracy'", "Did you mean 'accuracy'?")]
    [TestCase("{\"metric\": \"rmse\", \"maximum\": 5}", ".metric", "'rmse'", "")]
    [TestCase("{\"metric\": \"auc\"}", "", "no limit on auc", "")]
    [TestCase("{\"metric\": \"auc\", \"minimum\": 0.9, \"maximum\": 0.8}", "", "minimum 0.9 above maximum 0.8", "")]
    [TestCase("{\"metric\": \"auc\", \"minimumImprovement\": 0}", ".minimumImprovement", "minimumImprovement without gates.baseline", "Set gates.baseline")]
    [TestCase("{\"metric\": \"auc\", \"minimumRelativeImprovement\": 0}", ".minimumRelativeImprovement", "minimumRelativeImprovement without gates.baseline",
        "Set gates.baseline")]
    public void Gate_that_cannot_work_is_refused(string gate, string where, string found, string remedy)
    {
        using var folder = new ConfigFolder();
        var problem = folder.Problems(ConfigFolder.With(("gates.metrics", $"[{gate}]"))).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Where, Is.EqualTo($"run.jsonc: $.gates.metrics[0]{where}"));
            Assert.That(problem.Found, Is.EqualTo(found));
            Assert.That(problem.Remedy, Does.StartWith(remedy));
        }
    }

    [Test]
    public void A_figure_with_no_better_direction_cannot_improve()
    {
        using var folder = new ConfigFolder();
        File.WriteAllText(folder.At("best.json"), "{}");
        var problem = folder.Problems(ConfigFolder.With(
            ("gates.baseline", "\"best.json\""), ("gates.metrics", "[{\"metric\": \"baseRate\", \"minimumImprovement\": 0.1}]"))).Single();

        Assert.That(problem.Found, Is.EqualTo("minimumImprovement of baseRate"));
    }

    [Test]
    public void A_metric_stands_once()
    {
        using var folder = new ConfigFolder();
        var problem = folder.Problems(ConfigFolder.With(
            ("gates.metrics", "[{\"metric\": \"auc\", \"minimum\": 0.5}, {\"metric\": \"auc\", \"maximum\": 1}]"))).Single();

        Assert.That(problem.Where, Is.EqualTo("run.jsonc: $.gates.metrics[1].metric"));
    }
}

using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Artifacts;

[TestFixture]
internal sealed class ConfigOutlineTests
{
    [TestCase("churn")]
    [TestCase("penguins")]
    [TestCase("concrete")]
    [TestCase("breast-cancer", "impute.categorical=constant", "impute.categoricalValue=none given")]
    [TestCase("churn", "impute.categorical=mode")]
    [TestCase("penguins", "model={\"trainer\":\"oneVersusAll\",\"binary\":{\"trainer\":\"linearSvm\"}}")]
    public void The_outline_read_from_a_manifest_is_that_of_the_whole_config(string demo, params string[] sets)
    {
        var config = ConfigReader.Read(Repository.PathOf($"configs/{demo}.jsonc"), sets);
        var outline = ConfigOutline.Of(config);

        Assert.That(ConfigOutline.Read(ConfigWriter.Write(config)), Is.EqualTo(outline));
        Assert.That((outline.Label, outline.Trainer, outline.BinaryTrainer), Is.EqualTo((config.Data.Label.Column, config.Model.Trainer, config.Model.Binary?.Trainer)));
        Assert.That(outline.FilledCategory, Is.EqualTo(config.Impute.Categorical == CategoricalImpute.Constant ? "none given" : null));
    }

    [Test]
    public void What_a_config_does_not_say_or_says_as_something_else_is_nothing()
    {
        var json = JsonNode.Parse("""{ "task": 7, "data": [], "model": { "trainer": null, "binary": "gam" } }""")!.AsObject();

        Assert.That(ConfigOutline.Read(json), Is.EqualTo(new ConfigOutline(null, null, null, null, null, null, null)));
    }

    [Test]
    public void A_constant_fills_where_it_was_there_in_training_and_the_mode_always()
    {
        var seen = new CategoricalStatistics("c", 2, 0, [new CategoryCount("(missing)", 1), new CategoryCount("a", 1)]);
        var outline = new ConfigOutline(null, null, null, null, null, "constant", "(missing)");

        Assert.That(outline.Fills(seen));
        Assert.That((outline with { FilledCategory = "b" }).Fills(seen), Is.False);
        Assert.That((outline with { FilledCategory = "b" }).Fills(seen with { Missing = 1 }));
        Assert.That((outline with { CategoricalFill = "mode" }).Fills(seen));
        Assert.That((outline with { CategoricalFill = "none" }).Fills(seen), Is.False);
    }
}

using CsCheck;
using NUnit.Framework;
using Pipeline.Configuration.Records;

namespace Pipeline.Tests.Configuration;

internal sealed class ConfigOverridesTests
{
    private ConfigFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new ConfigFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Override_replaces_adds_and_reaches_into_lists_and_quoted_names()
    {
        var config = folder.Read(
            ConfigFolder.Binary, "data.train=test.csv", "seed=7", "data.id[0]=key", "gates.metrics[0].metric=auc", "gates.metrics[0].minimum=0.9",
            "$.impute.columns[\"a\"].numeric=median", "data.label.positive=1", "data.separator==", "scoring.threshold={\"recall\": 0.5}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.Data.Train, Is.EqualTo(new[] { "test.csv" }));
            Assert.That(config.Seed, Is.EqualTo(7));
            Assert.That(config.Data.Id, Is.EqualTo(new[] { "key" }));
            Assert.That(config.Gates.Metrics.Single(), Is.EqualTo(new GateConfig { Metric = "auc", Minimum = 0.9 }));
            Assert.That(config.Impute.Columns["a"].Numeric, Is.EqualTo(NumericImpute.Median));
            Assert.That(config.Data.Label.Positive, Is.EqualTo("1"), "a number where a text belongs is that text");
            Assert.That(config.Data.Separator, Is.EqualTo('='));
            Assert.That(config.Scoring.Threshold, Is.EqualTo(new ThresholdRule(ThresholdKind.Recall, 0.5)));
        }
    }

    [Test]
    public void The_last_override_wins() =>
        Assert.That(folder.Read(ConfigFolder.Binary, "seed=2", "seed=3").Seed, Is.EqualTo(3));

    [Test]
    public void Override_mends_what_the_file_has_wrong() =>
        Assert.That(folder.Problems(ConfigFolder.With(("data.train", "\"nowhere.csv\"")), "data.train=train.csv"), Is.Empty);

    [TestCase("data.trian=x.csv", "--set: $.data.trian", "unknown member 'trian'", "'train'")]
    [TestCase("dta.train=x.csv", "--set: $.dta", "unknown member 'dta'", "'data'")]
    [TestCase("data.train=trian.csv", "--set: $.data.train", "'trian.csv'", "'train.csv'")]
    [TestCase("seed=many", "--set: $.seed", "the text 'many'", "")]
    [TestCase("data.train[0]=x.csv", "--set: $.data.train[0]", "the text 'train.csv' at $.data.train", "whole member")]
    [TestCase("data.numeric[5]=x", "--set: $.data.numeric[5]", "a list at $.data.numeric", "whole member")]
    [TestCase("model.trainer.name=x", "--set: $.model.trainer.name", "the text 'lightGbm' at $.model.trainer", "whole member")]
    [TestCase("model.options={\"seed\": 1, \"seed\": 2}", "--set: $.model.options.seed", "member 'seed' a second time", "")]
    [TestCase("seed", "--set", "'seed'", "")]
    [TestCase("data..train=x", "--set", "'data..train=x'", "")]
    [TestCase("=x", "--set", "'=x'", "")]
    public void Override_is_checked_like_the_file(string set, string where, string found, string remedy)
    {
        var problem = folder.Problems(ConfigFolder.Binary, set).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Where, Is.EqualTo(where));
            Assert.That(problem.Found, Does.StartWith(found));
            Assert.That(problem.Remedy, Does.Contain(remedy));
        }
    }

    [Test]
    public void Any_name_can_be_set_as_a_class() =>
        Gen.String[Gen.Char.AlphaNumeric, 1, 20].Sample(name =>
        {
            using var own = new ConfigFolder();
            return own.Read(ConfigFolder.Binary, $"data.label.positive={name}").Data.Label.Positive == name;
        }, iter: 100);
}

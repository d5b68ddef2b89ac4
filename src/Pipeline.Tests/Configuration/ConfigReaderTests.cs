using NUnit.Framework;
using Pipeline.Configuration;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tests.Configuration;

internal sealed class ConfigReaderTests
{
    private ConfigFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new ConfigFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Minimal_config_gets_every_default()
    {
        var config = folder.Read(ConfigFolder.Binary);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.Task, Is.EqualTo(TaskKind.Binary));
            Assert.That(config.Seed, Is.EqualTo(1));
            Assert.That(config.Data.Train, Is.EqualTo(new[] { "train.csv" }), "paths stay as written");
            Assert.That(config.Data.Numeric.Patterns, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(config.Data.Categorical, Is.EqualTo(ColumnSet.TheRest));
            Assert.That(config.Normalize, Is.EqualTo(new NormalizeConfig()));
            Assert.That(config.Normalize.FixZero, Is.False, "really centred");
            Assert.That(config.Scoring.Threshold, Is.EqualTo(new ThresholdRule(ThresholdKind.Fixed, 0.5)));
            Assert.That((bool)config.Model.Options["deterministic"]!, Is.True, "a default of this program");
        }
    }

    [Test]
    public void Comments_trailing_commas_a_byte_order_mark_and_the_schema_member_are_allowed()
    {
        var config = folder.Read("\uFEFF// first\n" + ConfigFolder.Binary.Replace("{\n", "{ \"$schema\": \"./x.json\", /* and */\n", StringComparison.Ordinal)
            .Replace("\"lightGbm\" }", "\"lightGbm\", },", StringComparison.Ordinal));

        Assert.That(config.Model.Trainer, Is.EqualTo("lightGbm"));
    }

    [TestCase("data.trian", "\"x\"", "$.data.trian", "unknown member 'trian'", "'train'")]
    [TestCase("normalise", "{}", "$.normalise", "unknown member 'normalise'", "'normalize'")]
    [TestCase("normalize.fix_zero", "true", "$.normalize.fix_zero", "unknown member 'fix_zero'", "'fixZero'")]
    [TestCase("impute.columns.a.numric", "\"mean\"", "$.impute.columns.a.numric", "unknown member 'numric'", "'numeric'")]
    [TestCase("model.options.numberOfLeafs", "3", "$.model.options.numberOfLeafs", "unknown member 'numberOfLeafs'", "'numberOfLeaves'")]
    public void Unknown_member_names_the_nearest_known_one(string path, string json, string where, string found, string hint)
    {
        var problem = folder.Problems(ConfigFolder.With((path, json))).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Where, Is.EqualTo($"run.jsonc: {where}"));
            Assert.That(problem.Found, Is.EqualTo(found));
            Assert.That(problem.Remedy, Does.Contain(hint));
        }
    }

    [TestCase("seed", "\"one\"", "$.seed", "the text 'one'", "a whole number")]
    [TestCase("seed", "1.5", "$.seed", "the number 1.5", "a whole number")]
    [TestCase("seed", "3000000000", "$.seed", "the number 3000000000", "a whole number")]
    [TestCase("data", "[]", "$.data", "a list", "an object")]
    [TestCase("data.train", "7", "$.data.train", "the number 7", "a text")]
    [TestCase("data.train", "[]", "$.data.train", "a list", "a list of texts, not empty")]
    [TestCase("data.id", "[\"a\", null]", "$.data.id[1]", "null", "a text")]
    [TestCase("data.numeric", "{}", "$.data.numeric", "an object", "\"rest\"")]
    [TestCase("data.label.positive", "1", "$.data.label.positive", "the number 1", "a text")]
    [TestCase("data.separator", "\";;\"", "$.data.separator", "the text ';;'", "one ASCII character")]
    [TestCase("data.separator", "\"\\n\"", "$.data.separator", "the text", "one ASCII character")]
    [TestCase("data.separator", "\"§\"", "$.data.separator", "the text '§'", "one ASCII character")]
    [TestCase("split.testFraction", "1", "$.split.testFraction", "the number 1", "a number above 0 and below 1")]
    [TestCase("split.testFraction", "0", "$.split.testFraction", "the number 0", "a number above 0 and below 1")]
    [TestCase("normalize.fixZero", "0", "$.normalize.fixZero", "the number 0", "true or false")]
    [TestCase("normalize.method", "\"meanVarience\"", "$.normalize.method", "the text 'meanVarience'", "one of meanVariance, minMax")]
    [TestCase("normalize.method", "\"MeanVariance\"", "$.normalize.method", "the text 'MeanVariance'", "one of meanVariance, minMax")]
    [TestCase("scoring.threshold", "1.5", "$.scoring.threshold", "the number 1.5", "a number from 0 to 1")]
    [TestCase("scoring.threshold", "\"f2\"", "$.scoring.threshold", "the text 'f2'", "\"f1\"")]
    [TestCase("scoring.threshold", "{\"precision\": 0}", "$.scoring.threshold.precision", "the number 0", "a number above 0 and up to 1")]
    [TestCase("scoring.threshold", "{\"presicion\": 0.5}", "$.scoring.threshold.presicion", "unknown member 'presicion'", "precision or recall")]
    [TestCase("gates.metrics", "{}", "$.gates.metrics", "an object", "a list")]
    [TestCase("gates.metrics", "[{\"metric\": \"auc\", \"minimum\": \"high\"}]", "$.gates.metrics[0].minimum", "the text 'high'", "a number")]
    [TestCase("gates.metrics", "[{\"metric\": \"auc\", \"minimum\": 1e999}]", "$.gates.metrics[0].minimum", "the number 1e999", "a number")]
    public void Wrong_value_is_named_with_what_is_expected(string path, string json, string where, string found, string expected)
    {
        var problem = folder.Problems(ConfigFolder.With((path, json))).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Where, Is.EqualTo($"run.jsonc: {where}"));
            Assert.That(problem.Found, Does.StartWith(found));
            Assert.That(problem.Expected, Does.Contain(expected));
        }
    }

    [TestCase("task", "$.task")]
    [TestCase("data", "$.data")]
    [TestCase("data.train", "$.data.train")]
    [TestCase("data.label", "$.data.label")]
    [TestCase("data.label.column", "$.data.label.column")]
    [TestCase("model", "$.model")]
    [TestCase("model.trainer", "$.model.trainer")]
    public void Missing_member_is_named(string path, string where)
    {
        var problem = folder.Problems(ConfigFolder.With((path, null))).Single();

        Assert.That((problem.Where, problem.Found), Is.EqualTo(($"run.jsonc: {where}", "nothing")));
    }

    [Test]
    public void Null_is_no_value()
    {
        Assert.That(folder.Problems(ConfigFolder.With(("task", "null"))).Single().Found, Is.EqualTo("null"));
        Assert.That(folder.Read(ConfigFolder.With(("seed", "null"))).Seed, Is.EqualTo(1));
    }

    [Test]
    public void Whole_numbers_may_be_written_with_a_fraction_of_zero() =>
        Assert.That(folder.Read(ConfigFolder.With(("seed", "7.0"))).Seed, Is.EqualTo(7));

    [Test]
    public void Duplicate_member_is_a_problem()
    {
        var problem =
            folder.Problems(ConfigFolder.Binary.Replace("\"task\": \"binary\",", "\"task\": \"binary\", \"task\": \"binary\",", StringComparison.Ordinal))
                .Single();

        Assert.That((problem.Where, problem.Found), Is.EqualTo(("run.jsonc: $.task", "member 'task' a second time")));
    }

    [Test]
    public void All_problems_of_a_config_are_reported_at_once()
    {
        var problems = folder.Problems(
            """
            {
              "tsk": "binary",
              "seed": "x",
              "data": { "train": "nowhere.csv", "label": { "column": "" }, "numeric": 5 },
              "normalize": { "method": "none", "fixZero": true },
              "model": { "trainer": "lightGbm", "options": 3 },
              "gates": { "metrics": [ { "metric": "auc" } ] }
            }
            """);

        Assert.That(problems.Select(problem => problem.Where), Is.EquivalentTo(new[]
        {
            "run.jsonc: $.tsk", "run.jsonc: $.task", "run.jsonc: $.seed", "run.jsonc: $.data.train", "run.jsonc: $.data.label.column",
            "run.jsonc: $.data.numeric", "run.jsonc: $.normalize.fixZero", "run.jsonc: $.model.options", "run.jsonc: $.gates.metrics[0]",
        }));
    }

    [Test]
    public void Unknown_task_hides_no_unknown_trainer_and_no_unknown_metric()
    {
        var problems = folder.Problems(ConfigFolder.With(
            ("task", "\"binery\""), ("model.trainer", "\"lightgbm\""), ("gates.metrics", "[{\"metric\": \"acuracy\", \"minimum\": 0.5}]")));

        Assert.That(problems.Select(problem => problem.Remedy), Is.EquivalentTo(new[]
        {
            "Did you mean 'binary'?", "Did you mean 'lightGbm'?", "Did you mean 'accuracy'?",
        }));
    }

    [Test]
    public void Syntax_error_has_line_and_column()
    {
        var problem = folder.Problems("{\n  \"task\": \"ü\" \"binary\"\n}").Single();

        Assert.That(problem.Where, Is.EqualTo("run.jsonc:2:15"));
        Assert.That(problem.Found, Does.Not.Contain("LineNumber"));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{} {}")]
    public void A_file_that_is_no_object_is_refused(string text) =>
        Assert.That(folder.Problems(text), Has.Count.EqualTo(1));

    [Test]
    public void Missing_config_names_the_nearest_file()
    {
        folder.Read(ConfigFolder.Binary);

        Assert.That(
            () => ConfigReader.Read(folder.At("runs.json")),
            Throws.TypeOf<ConfigException>().With.Message.Contains("no such file").And.Message.Contains("Did you mean 'run.jsonc'?"));
    }

    [TestCase("data.train", "\"trian.csv\"", "$.data.train", "'train.csv'")]
    [TestCase("data.train", "[\"train.csv\", \"nowhere/x.csv\"]", "$.data.train[1]", "There is no directory")]
    [TestCase("data.test", "\"tst.csv\"", "$.data.test", "'test.csv'")]
    [TestCase("gates.baseline", "\"best.zip\"", "$.gates.baseline", "")]
    public void Missing_file_names_the_nearest_one(string path, string json, string where, string remedy)
    {
        var problem = folder.Problems(ConfigFolder.With((path, json))).Single();

        Assert.That(problem.Where, Is.EqualTo($"run.jsonc: {where}"));
        Assert.That(problem.Remedy, Does.Contain(remedy));
    }

    [Test]
    public void Patterns_directories_and_absolute_paths_are_files_too()
    {
        Assert.That(folder.Problems(ConfigFolder.With(("data.train", "[\"*.csv\", \"part-?.csv\", \".\"]"))), Is.Empty);
        Assert.That(folder.Problems(ConfigFolder.Binary, $"data.train={folder.At("test.csv")}"), Is.Empty);
    }

    [Test]
    public void Paths_are_relative_to_the_config_file() =>
        Assert.That(ConfigPaths.Resolve(folder.ConfigPath, "../x.csv"), Is.EqualTo(Path.GetFullPath(folder.At("../x.csv"))));
}

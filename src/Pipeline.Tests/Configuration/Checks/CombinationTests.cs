using NUnit.Framework;
using Pipeline.Configuration.Checks;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Records;
using Pipeline.Configuration.Reference;

namespace Pipeline.Tests.Configuration.Checks;

/// <summary>Members that are sound alone and impossible together.</summary>
internal sealed class CombinationTests
{
    private ConfigFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new ConfigFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Binary_needs_the_positive_class() =>
        Single(ConfigFolder.With(("data.label.positive", null)), "$.data.label.positive", "nothing");

    [Test]
    public void Positive_class_belongs_to_binary_only() =>
        Single(ConfigFolder.Regression(("data.label.positive", "\"Yes\"")), "$.data.label.positive", "'positive' although task is regression");

    [Test]
    public void Threshold_belongs_to_binary_only() =>
        Single(ConfigFolder.Regression(("scoring.threshold", "0.4")), "$.scoring", "'scoring' although task is regression");

    [Test]
    public void Test_file_and_a_share_for_the_test_exclude_each_other() =>
        Single(ConfigFolder.With(("data.test", "\"test.csv\""), ("split", "{\"testFraction\": 0.3}")), "$.split.testFraction",
            "'testFraction' although data.test names the test rows");

    [Test]
    public void Test_file_and_a_column_of_sides_exclude_each_other() =>
        Single(ConfigFolder.With(("data.test", "\"test.csv\""), ("split", "{\"by\": \"column\", \"column\": \"a\"}")), "$.split.by",
            "column although data.test names the test rows");

    [Test]
    public void Training_file_cannot_be_the_test_file() =>
        Single(ConfigFolder.With(("data.test", "[\"test.csv\", \"train.csv\"]")), "$.data.test", "'train.csv', which is in data.train too");

    [TestCase("group")]
    [TestCase("time")]
    public void Split_by_a_column_needs_the_column(string by) =>
        Single(ConfigFolder.With(("split.by", $"\"{by}\"")), "$.split.column", "nothing");

    [Test]
    public void Split_by_rows_takes_no_column() =>
        Single(ConfigFolder.With(("split.column", "\"a\"")), "$.split.column", "'column' although split.by is rows");

    [Test]
    public void Only_one_of_numeric_and_categorical_is_the_rest() =>
        Single(ConfigFolder.With(("data.numeric", "\"rest\"")), "$.data.categorical", "\"rest\", as in data.numeric");

    [Test]
    public void There_must_be_features() =>
        Single(ConfigFolder.With(("data.numeric", null), ("data.categorical", null)), "$.data", "neither numeric nor categorical columns");

    [TestCase("data.id", "\"a\"", "$.data.numeric", "column 'a', which data.id names too")]
    [TestCase("data.id", "[\"k\", \"k\"]", "$.data.id", "column 'k' twice")]
    [TestCase("data.ignore", "\"y\"", "$.data.ignore", "column 'y', which data.label names too")]
    [TestCase("data.weight", "\"b\"", "$.data.numeric", "column 'b', which data.weight names too")]
    [TestCase("data.categorical", "[\"a\"]", "$.data.categorical", "column 'a', which data.numeric names too")]
    [TestCase("data.asDouble", "\"y\"", "$.data.asDouble", "column 'y', which data.label names")]
    [TestCase("impute.indicators", "\"z\"", "$.impute.indicators", "column 'z', which is not in data.numeric")]
    [TestCase("impute.columns", "{\"z\": {}}", "$.impute.columns", "column 'z', which is not in data.numeric")]
    public void A_column_has_one_role(string path, string json, string where, string found) =>
        Single(ConfigFolder.With((path, json)), where, found);

    [Test]
    public void A_column_is_double_or_single() =>
        Single(ConfigFolder.With(("data.asDouble", "\"a\""), ("data.asSingle", "\"a\"")), "$.data.asSingle", "column 'a', which data.asDouble names too");

    [Test]
    public void Patterns_are_left_to_the_table() =>
        Assert.That(folder.Problems(ConfigFolder.With(("data.numeric", "\"num_*\""), ("data.ignore", "\"*_x\""), ("impute.indicators", "\"num_1\""))),
            Is.Empty);

    [TestCase("[\"NA\", \"NA\"]", "'NA' more than once")]
    [TestCase("[\"Yes\"]", "'Yes', which is the positive class")]
    public void Missing_markers_are_distinct_and_no_class(string json, string found) =>
        Single(ConfigFolder.With(("data.missing", json)), "$.data.missing", found);

    [TestCase("robustScaling", "fixZero", "true")]
    [TestCase("none", "scope", "\"features\"")]
    [TestCase("meanVariance", "centerData", "true")]
    [TestCase("minMax", "quantileMin", "10")]
    [TestCase("logMeanVariance", "quantileMax", "90")]
    public void Normalizer_options_belong_to_their_method(string method, string option, string json) =>
        Single(
            ConfigFolder.With(("normalize.method", $"\"{method}\""), ($"normalize.{option}", json)), $"$.normalize.{option}",
            $"'{option}' although normalize.method is {method}");

    [Test]
    public void Lower_quantile_lies_below_the_upper_one() =>
        Single(
            ConfigFolder.With(("normalize.method", "\"robustScaling\""), ("normalize.quantileMin", "80")), "$.normalize.quantileMin",
            "quantileMin 80, quantileMax 75");

    [TestCase("impute.numericValue", "3", "'numericValue' although impute.numeric is mean")]
    [TestCase("impute.categoricalValue", "\"x\"", "'categoricalValue' although impute.categorical is none")]
    [TestCase("impute.columns.a.numericValue", "3", "'numericValue' although its numeric is mean")]
    public void Constants_need_constant(string path, string json, string found) =>
        Single(ConfigFolder.With((path, json)), $"$.{path}", found);

    [Test]
    public void Every_conditional_member_has_its_condition()
    {
        using var own = new ConfigFolder();
        var config = own.Read(ConfigFolder.With(("impute.columns.a.numeric", "\"constant\"")));
        var conditions = Conditions.Of(config).Select(condition => (condition.Path[^1], condition.When)).ToHashSet();
        var marked = ConfigSchema.Records(RecordForm.Of(typeof(RunConfig))).SelectMany(record => record.Members)
            .Where(member => member.When.Length > 0).Select(member => (member.Name, member.When)).ToHashSet();

        Assert.That(conditions, Is.EquivalentTo(marked));
    }

    private void Single(string config, string where, string found)
    {
        var problems = folder.Problems(config);

        Assert.That(problems.Select(problem => (problem.Where, problem.Found)), Is.EqualTo(new[] { ($"run.jsonc: {where}", found) }));
    }
}

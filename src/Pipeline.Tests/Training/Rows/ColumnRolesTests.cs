using NUnit.Framework;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Training.Rows;

namespace Pipeline.Tests.Training.Rows;

[TestFixture]
internal sealed class ColumnRolesTests
{
    private static readonly string[] Header = ["id", "age", "age_group", "income", "city", "y"];

    [Test]
    public void The_rest_is_what_is_named_nowhere_in_the_order_of_the_header()
    {
        var roles = Resolve(new DataConfig { Train = [], Label = new() { Column = "y" }, Id = ["id"], Numeric = ColumnSet.TheRest, Categorical = Of("city") });

        Assert.That(roles.Numeric, Is.EqualTo(new[] { "age", "age_group", "income" }));
        Assert.That(roles.Categorical, Is.EqualTo(new[] { "city" }));
    }

    [Test]
    public void A_name_goes_before_a_pattern_and_a_pattern_before_the_rest()
    {
        var roles = Resolve(Data(numeric: Of("age", "in*"), categorical: Of("age*", "?ity"), ignore: ["id"]));

        Assert.That(roles.Numeric, Is.EqualTo(new[] { "age", "income" }));
        Assert.That(roles.Categorical, Is.EqualTo(new[] { "age_group", "city" }));
        Assert.That(Resolve(Data(numeric: ColumnSet.TheRest, categorical: Of("*c*"), ignore: ["id"])).Numeric, Is.EqualTo(new[] { "age", "age_group" }));
    }

    [Test]
    public void Label_weight_id_and_column_of_the_split_are_no_features_by_pattern_or_rest()
    {
        var data = Data(numeric: ColumnSet.TheRest) with { Weight = "income", Id = ["id"] };
        var split = new SplitConfig { By = SplitBy.Group, Column = "city" };

        Assert.That(Resolve(data, split).Numeric, Is.EqualTo(new[] { "age", "age_group" }));
        Assert.That(Resolve(data with { Numeric = Of("*") }, split).Numeric, Is.EqualTo(new[] { "age", "age_group" }));
    }

    [Test]
    public void A_time_column_may_be_a_feature_where_it_is_named() =>
        Assert.That(Resolve(Data(numeric: Of("age")), new SplitConfig { By = SplitBy.Time, Column = "age" }).Numeric, Is.EqualTo(new[] { "age" }));

    [Test]
    public void Ignored_columns_are_left_out_by_name_and_by_pattern() =>
        Assert.That(Resolve(Data(numeric: ColumnSet.TheRest, ignore: ["id", "*_group", "city"])).Numeric, Is.EqualTo(new[] { "age", "income" }));

    [Test]
    public void Two_patterns_that_match_a_column_are_an_error_with_the_remedy() =>
        Assert.That(Refuse(Data(numeric: Of("age*"), categorical: Of("*_group"))).Message, Is.EqualTo(
            "t.csv:1: column 'age_group' matches patterns of $.data.numeric and $.data.categorical; expected one role a column. "
            + "Name the column itself under one of them: a name goes before a pattern."));

    [Test]
    public void Every_missing_name_is_told_with_its_path_and_the_nearest()
    {
        var data = Data(numeric: Of("Age", "zip*"), categorical: Of("town"), ignore: ["incom"]) with
        {
            Label = new() { Column = "Y" },
            Id = ["ID"],
            Weight = "wt"
        };
        var error = Refuse(data, new SplitConfig { By = SplitBy.Group, Column = "cities" });

        Assert.That(error.Problems.Select(problem => problem.Found), Is.EqualTo(new[]
        {
            "no column 'Y', which $.data.label.column names", "no column 'wt', which $.data.weight names", "no column 'cities', which $.split.column names",
            "no column 'ID', which $.data.id names", "no column 'incom', which $.data.ignore names", "no column 'Age', which $.data.numeric names",
            "no column that matches 'zip*', which $.data.numeric names", "no column 'town', which $.data.categorical names",
        }));
        Assert.That(error.Problems[5].Remedy, Is.EqualTo("Did you mean 'age'?"));
    }

    [TestCase("city", "$.impute.indicators: column 'city', which is not numeric; expected a column that $.data.numeric means")]
    [TestCase("incom", "t.csv:1: no column 'incom', which $.impute.indicators names; expected it in the header. Did you mean 'income'?")]
    [TestCase("c*", "t.csv:1: no column that matches 'c*', which $.impute.indicators names; expected it in the header")]
    public void What_is_said_of_numeric_columns_is_said_of_numeric_columns(string indicator, string expected)
    {
        var config = Config(Data(numeric: Of("age", "income"), categorical: Of("city"))) with { Impute = new ImputeConfig { Indicators = [indicator] } };

        Assert.That(Assert.Throws<DataException>(() => ColumnRoles.Resolve(config, Header, "t.csv"))!.Message, Is.EqualTo(expected));
    }

    [Test]
    public void A_table_without_a_feature_is_an_error() =>
        Assert.That(Refuse(Data(numeric: ColumnSet.None)).Message, Does.StartWith("t.csv:1: no feature column; expected"));

    [Test]
    public void Ten_thousand_names_are_resolved()
    {
        var names = Enumerable.Range(0, 10_000).Select(i => $"c{i}").ToArray();

        Assert.That(ColumnRoles.Resolve(Config(Data(numeric: new ColumnSet(false, names))), [.. names, "y"], "t.csv").Numeric, Has.Count.EqualTo(10_000));
    }

    private static ColumnSet Of(params string[] patterns) => new(false, patterns);

    private static DataConfig Data(ColumnSet? numeric = null, ColumnSet? categorical = null, string[]? ignore = null) => new()
    {
        Train = [],
        Label = new() { Column = "y" },
        Numeric = numeric ?? ColumnSet.None,
        Categorical = categorical ?? ColumnSet.None,
        Ignore = ignore ?? [],
    };

    private static RunConfig Config(DataConfig data, SplitConfig? split = null) =>
        new() { Task = TaskKind.Binary, Data = data, Split = split ?? new(), Model = null! };

    private static ColumnRoles Resolve(DataConfig data, SplitConfig? split = null) => ColumnRoles.Resolve(Config(data, split), Header, "t.csv");

    private static DataException Refuse(DataConfig data, SplitConfig? split = null) => Assert.Throws<DataException>(() => Resolve(data, split))!;
}

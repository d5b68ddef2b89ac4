using System.Diagnostics;
using NUnit.Framework;
using Pipeline.Model.Problems;
using Pipeline.Tables;

namespace Pipeline.Tests.Tables;

[TestFixture]
[NonParallelizable]
internal sealed class HeaderBindingTests
{
    [Test]
    public void Missing_column_names_the_nearest_one() =>
        Assert.That(Refuse(["tenure", "age"], "age,Tenure").Message,
            Is.EqualTo("f.csv:1: no column 'tenure'; expected a column of that name in the header. Did you mean 'Tenure'?"));

    [Test]
    public void Missing_column_without_a_near_one_lists_the_header() =>
        Assert.That(Refuse(["tenure"], "a,b").Message, Does.EndWith("The header has: 'a', 'b'."));

    [Test]
    public void The_header_is_listed_once() =>
        Assert.That(Refuse(["tenure", "charges", "Zip"], "a,zip").Message, Is.EqualTo(
            "f.csv:1: no column 'tenure'; expected a column of that name in the header. The header has: 'a', 'zip'.\n" +
            "f.csv:1: no column 'charges'; expected a column of that name in the header\n" +
            "f.csv:1: no column 'Zip'; expected a column of that name in the header. Did you mean 'zip'?"));

    [Test]
    public void A_column_that_is_wanted_itself_is_no_hint() =>
        Assert.That(Refuse(["x1", "x2"], "x1,other").Message, Does.EndWith("The header has: 'x1', 'other'."));

    [Test]
    public void A_name_that_stands_twice_is_an_error_where_somebody_asks_for_it() =>
        Assert.That(Refuse(["b"], "a,b,b").Message, Is.EqualTo("f.csv:1: the column name 'b' twice; expected each name once"));

    [TestCase("a,b,b")]
    [TestCase("a,,")]
    public void A_name_that_nobody_asks_for_may_stand_twice(string header) =>
        Assert.That(HeaderBinding.Bind(["a"], header.Split(','), "f.csv:1", ','), Is.EqualTo(new[] { 0 }));

    [TestCase("a;b", ',', "fields separated by ';'; expected fields separated by ','")]
    [TestCase("a\tb", ',', "fields separated by tabs; expected fields separated by ','")]
    [TestCase("a,b", ';', "fields separated by ','; expected fields separated by ';'")]
    [TestCase("a|b", '\t', "fields separated by '|'; expected fields separated by tabs")]
    [TestCase("\"a\";\"b\"", ',', "fields separated by ';'")]
    public void A_wrong_separator_is_named(string header, char separator, string expected)
    {
        var schema = SmallTables.Schema(("a", FieldKind.Text), ("b", FieldKind.Text)) with { Separator = separator };

        Assert.That(SmallTables.Error(schema, SmallTables.Text(header + "\n")).Message, Does.StartWith("stdin:1: " + expected));
    }

    [Test]
    public void Names_match_exactly() =>
        Assert.That(Refuse(["a", "b"], "A, b").Problems, Has.Count.EqualTo(2));

    [Test]
    public void Ten_thousand_missing_columns_are_told_without_a_long_wait()
    {
        var wanted = Enumerable.Range(0, 10_000).Select(i => $"measurement_{i}").ToList();
        var header = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"observation-{i}"));
        var clock = Stopwatch.StartNew();
        var error = Refuse(wanted, header);

        Assert.That((error.Problems.Count, error.Total), Is.EqualTo((10, 10_000L)));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    private static DataException Refuse(IReadOnlyList<string> wanted, string header) =>
        Assert.Throws<DataException>(() => HeaderBinding.Bind(wanted, header.Split(','), "f.csv:1", ','))!;
}

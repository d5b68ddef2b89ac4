using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Audit;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Tables.Audit;

[TestFixture]
internal sealed class StatisticsOfColumnsTests
{
    private const string Folder = "src/Pipeline.Tests/Tables/Audit/reference-normalization";

    [Test]
    public void Hard_columns_have_the_figures_of_independent_programs()
    {
        var expected = JsonNode.Parse(Repository.Read($"{Folder}/columns.json"))!.AsObject();
        expected.Remove("huge_1e200");
        var schema = SmallTables.Schema(expected.Select(column => (column.Key, FieldKind.Double)).ToArray());
        var batch = SmallTables.Read(schema, new InputFile(Repository.PathOf($"{Folder}/columns.csv"))).Batch;
        var statistics = StatisticsOfColumns.Compute(batch, Enumerable.Range(0, batch.Count).ToArray());

        Assert.That(statistics.Numeric, Has.Count.EqualTo(14));
        foreach (var column in statistics.Numeric)
        {
            var figures = expected[column.Name]!;
            Assert.That((column.Count, column.Missing), Is.EqualTo(((long)figures["count"]!, (long)figures["missing"]!)), column.Name);
            Near(column.Mean, figures["mean"], $"{column.Name} mean");
            Near(column.Variance, figures["variance_population"], $"{column.Name} variance");
            Near(column.Minimum, figures["min"], $"{column.Name} minimum");
            Near(column.Maximum, figures["max"], $"{column.Name} maximum");
            Near(column.Median, figures["median"], $"{column.Name} median");
            Near(column.Quantiles[3], figures["quartile_1"], $"{column.Name} first quartile");
            Near(column.Quantiles[5], figures["quartile_3"], $"{column.Name} third quartile");
        }
    }

    [Test]
    public void Quantiles_are_those_of_type_7()
    {
        foreach (var item in JsonNode.Parse(Repository.Read($"{Folder}/quantiles.json"))!.AsArray())
        {
            var levels = item!["levels"]!.AsArray().Select(level => (double)level!).ToList();
            var quantiles = Of([.. item["sample"]!.AsArray().Select(value => value!.ToString())]).Quantiles;
            foreach (var (level, quantile) in NumericStatistics.QuantileLevels.Zip(quantiles))
                Near(quantile, item["linear"]![levels.IndexOf(level)], $"{item["name"]} at {level}");
        }
    }

    [Test]
    public void A_variance_beyond_double_precision_is_an_error_that_names_the_column() =>
        Assert.That(() => Of(["1e200", "-1e200"]), Throws.TypeOf<DataException>().With.Message.StartsWith("column 'x': values from -1E+200 to 1E+200;"));

    [TestCase("3,1,3,1,2", 1, Description = "a tie goes to the smallest")]
    [TestCase("3,3,1", 3)]
    [TestCase("5", 5)]
    [TestCase("-0,0,1,1,1", 1)]
    [TestCase(",,2,2,,,1", 2, Description = "missing is no value")]
    public void The_mode_is_the_commonest_value(string values, double expected) => Assert.That(Of(values.Split(',')).Mode, Is.EqualTo(expected));

    [Test]
    public void A_column_without_a_value_has_zeros_and_no_NaN()
    {
        var none = Of(["", "NaN"]);

        Assert.That((none.Count, none.Missing, none.Mean, none.Variance, none.Median), Is.EqualTo((0L, 2L, 0d, 0d, 0d)));
    }

    [Test]
    public void Only_the_chosen_rows_count_catalogue_4()
    {
        var batch = SmallTables.Read(SmallTables.Schema(("x", FieldKind.Double), ("c", FieldKind.Category)),
            SmallTables.Text("x,c\n1,a\n2,b\n900,z\n3,a\n,\"\"\n")).Batch;
        var statistics = StatisticsOfColumns.Compute(batch, [0, 1, 3, 4]);

        Assert.That((statistics.Numeric[0].Mean, statistics.Numeric[0].Maximum, statistics.Numeric[0].Missing), Is.EqualTo((2d, 3d, 1L)));
        Assert.That(statistics.Categorical[0].Categories, Is.EqualTo(new[] { new CategoryCount("a", 2), new CategoryCount("b", 1) }));
        Assert.That((statistics.Categorical[0].Count, statistics.Categorical[0].Missing), Is.EqualTo((3L, 1L)));
    }

    [Test]
    public void Categories_are_in_ordinal_order_and_only_features_have_statistics()
    {
        var batch = SmallTables.Read(SmallTables.Schema(("c", FieldKind.Category), ("id", FieldKind.Text), ("y", FieldKind.Target)),
            SmallTables.Text("c,id,y\nb,1,1\nB,2,2\nä,3,3\na,4,4\n")).Batch;
        var statistics = StatisticsOfColumns.Compute(batch, [0, 1, 2, 3]);

        Assert.That(statistics.Numeric, Is.Empty);
        Assert.That(statistics.Categorical.Single().Categories.Select(category => category.Value), Is.EqualTo(new[] { "B", "a", "b", "ä" }));
    }

    private static NumericStatistics Of(string[] values)
    {
        var batch = SmallTables.Read(SmallTables.Schema(("x", FieldKind.Double)),
            SmallTables.Text("x,y\n" + string.Concat(values.Select(value => value + ",y\n")))).Batch;
        return StatisticsOfColumns.Compute(batch, Enumerable.Range(0, batch.Count).ToArray()).Numeric[0];
    }

    private static void Near(double actual, JsonNode? expected, string what)
    {
        var value = expected is null ? 0 : (double)expected;
        Assert.That(actual, Is.EqualTo(value).Within(1e-12 * Math.Max(1, Math.Abs(value))), what);
    }
}

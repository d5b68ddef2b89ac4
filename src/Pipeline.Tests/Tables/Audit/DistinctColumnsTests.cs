using NUnit.Framework;
using Pipeline.Tables;
using Pipeline.Tables.Audit;

namespace Pipeline.Tests.Tables.Audit;

[TestFixture]
internal sealed class DistinctColumnsTests
{
    [TestCase(50, 49, true)]
    [TestCase(49, 49, false, Description = "too few rows to tell")]
    [TestCase(1000, 951, true)]
    [TestCase(1000, 950, false)]
    public void A_category_that_is_another_in_almost_every_row_is_found(int rows, int distinct, bool found) =>
        Assert.That(Find("c", Enumerable.Range(0, rows).Select(row => $"1,c{Math.Min(row, distinct - 1)}")),
            Is.EqualTo(found ? new[] { new DistinctColumn("c", distinct, rows, false) } : []));

    [Test]
    public void Missing_fields_are_no_categories() =>
        Assert.That(Find("c", Enumerable.Range(0, 200).Select(row => $"1,{(row % 2 == 0 ? "" : $"c{row}")}")),
            Is.EqualTo(new[] { new DistinctColumn("c", 100, 100, false) }));

    [TestCase("id", "{0}", true)]
    [TestCase("id of which four in five are here", "{1}", true)]
    [TestCase("even numbers", "{2}", true)]
    [TestCase("amounts", "{3}", false)]
    [TestCase("fractions", "{0}.5", false)]
    [TestCase("weekdays", "{4}", false)]
    public void A_number_that_counts_the_rows_is_found(string what, string form, bool found)
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 400).Select(row => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, row, row + (row / 4), row * 2,
            random.Next(1_000_000), row % 7));

        Assert.That(Find("x", rows.Select(value => $"{value},c")).Count, Is.EqualTo(found ? 1 : 0), what);
    }

    private static IReadOnlyList<DistinctColumn> Find(string column, IEnumerable<string> rows)
    {
        var batch = SmallTables.Read(SmallTables.Schema(("x", FieldKind.Double), ("c", FieldKind.Category)),
            SmallTables.Text("x,c\n" + string.Concat(rows.Select(row => row + "\n")))).Batch;
        return [.. DistinctColumns.Of(StatisticsOfColumns.Compute(batch, [.. Enumerable.Range(0, batch.Count)])).Where(found => found.Column == column)];
    }
}

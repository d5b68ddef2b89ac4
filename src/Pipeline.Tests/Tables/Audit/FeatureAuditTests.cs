using System.Globalization;
using CsCheck;
using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Tables.Audit;

namespace Pipeline.Tests.Tables.Audit;

[TestFixture]
internal sealed class FeatureAuditTests
{
    private static readonly TableSchema Schema = SmallTables.Schema(
        ("x", FieldKind.Double), ("c", FieldKind.Category), ("d", FieldKind.Category), ("id", FieldKind.Text));

    private static readonly ColumnStatistics Trained = Statistics(Schema, Enumerable.Range(0, 100).Select(i => $"{i},c{i % 3},d,i"));

    [Test]
    public void Missing_fields_are_counted_by_column()
    {
        var report = Audit(Trained, ",c0,d,\nNaN,,d,\n5,c1,d,\n");

        Assert.That(report.Missing, Is.EqualTo(new[] { new MissingFields("x", 2, true), new MissingFields("c", 1, true) }));
        Assert.That((report.Rows, report.FeatureFields, report.CategoricalFields), Is.EqualTo((3L, 9L, 6L)), "ids are no features");
    }

    [Test]
    public void Unseen_categories_are_counted_with_three_examples_catalogue_9()
    {
        var report = Audit(Trained, "1,C0,d,\n1,c0 ,d,\n1,zz,d,\n1,yy,d,\n1,zz,d,\n1,c0,d,\n");
        var unseen = report.Unseen.Single();

        Assert.That((unseen.Column, unseen.Fields), Is.EqualTo(("c", 5L)));
        Assert.That(unseen.Examples, Is.EqualTo(new[] { "C0", "c0 ", "zz" }));
    }

    [TestCase(1, false)]
    [TestCase(1000, true)]
    [TestCase(0.001, true)]
    public void A_column_in_another_unit_is_told_with_its_factor_catalogue_7(double factor, bool shifted)
    {
        var report = Audit(Trained, string.Concat(Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i * factor},c0,d,\n"))));

        Assert.That(report.Shifted.Select(column => column.Column), Is.EqualTo(shifted ? new[] { "x" } : []));
        if (shifted)
            Assert.That(report.Shifted[0].Factor, Is.EqualTo(factor).Within(1e-9));
    }

    [Test]
    public void Input_that_is_normalized_already_is_told_catalogue_3()
    {
        var trained = Statistics(Schema, Enumerable.Range(0, 100).Select(i => $"{1000 + i},c0,d,"));
        var report = Audit(trained, string.Concat(Enumerable.Range(0, 100).Select(i => FormattableString.Invariant($"{(i - 49.5) / 28.9},c0,d,\n"))));

        Assert.That(report.Shifted.Single(), Has.Property("Column").EqualTo("x").And.Property("Change").EqualTo("standardised already").And.Property(
            "Unmistakable").True);
    }

    [Test]
    public void A_few_rows_are_no_evidence() =>
        Assert.That(Audit(Trained, string.Concat(Enumerable.Repeat("1e6,c0,d,\n", 9))).Shifted, Is.Empty);

    [TestCase("0.1")]
    [TestCase("123456.789")]
    [TestCase("0")]
    public void A_constant_column_that_is_the_same_constant_is_not_shifted(string value)
    {
        // Statistics are of doubles; the rows at hand are read as the model types them.
        var trained = Statistics(Schema, Enumerable.Repeat($"{value},c,d,", 77));
        var text = "x,c,d,id\n" + string.Concat(Enumerable.Repeat($"{value},c,d,\n", 50));
        var audit = new FeatureAudit(Schema, trained, _ => true);
        audit.Add(SmallTables.Read(ReadSchemas.Typed(Schema, [new("x", NumericType.Single)]), SmallTables.Text(text)).Batch);

        Assert.That(audit.Report().Shifted, Is.Empty);
    }

    [Test]
    public void Batches_add_up()
    {
        var audit = new FeatureAudit(Schema, Trained, _ => true);
        for (var i = 0; i < 3; i++)
            audit.Add(SmallTables.Read(Schema, SmallTables.Text("x,c,d,id\n,new,d,\n")).Batch);

        Assert.That((audit.Rows, audit.Report().Missing[0].Fields, audit.Report().Unseen[0].Fields), Is.EqualTo((3L, 3L, 3L)));
    }

    [Test]
    public void A_report_does_not_depend_on_how_rows_are_cut_into_batches()
    {
        // More rows than the sample holds, gaps among them.
        var rows = Enumerable.Range(0, 5000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(i % 7 == 0 ? "" : $"{i % 90 * 1.5}")},c{i % 5},d,\n"))
            .ToList();
        var expected = Json(5000);

        Gen.Int[1, 700].Sample(cut => Json(cut) == expected, iter: 20);

        string Json(int cut)
        {
            var audit = new FeatureAudit(Schema, Trained, _ => true);
            foreach (var chunk in rows.Chunk(cut))
                audit.Add(SmallTables.Read(Schema, SmallTables.Text("x,c,d,id\n" + string.Concat(chunk))).Batch);
            return System.Text.Json.JsonSerializer.Serialize(audit.Report());
        }
    }

    [Test]
    public void A_report_of_no_rows_has_nothing_to_say()
    {
        var report = Audit(Trained, "");

        Assert.That((report.Missing.Count, report.Unseen.Count, report.Shifted.Count), Is.EqualTo((0, 0, 0)));
        Assert.That(() => report.Check(FieldLimit.Parse("0%"), FieldLimit.Parse("0"), ShiftPolicy.Fail), Throws.Nothing);
    }

    private static ColumnStatistics Statistics(TableSchema schema, IEnumerable<string> rows)
    {
        var batch = SmallTables.Read(schema, SmallTables.Text("x,c,d,id\n" + string.Join('\n', rows))).Batch;
        return StatisticsOfColumns.Compute(batch, Enumerable.Range(0, batch.Count).ToArray());
    }

    private static AuditReport Audit(ColumnStatistics trained, string rows)
    {
        var audit = new FeatureAudit(Schema, trained, _ => true);
        audit.Add(SmallTables.Read(Schema, SmallTables.Text("x,c,d,id\n" + rows)).Batch);
        return audit.Report();
    }
}

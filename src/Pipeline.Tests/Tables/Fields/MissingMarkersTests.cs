using CsCheck;
using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Tables;

namespace Pipeline.Tests.Tables.Fields;

[TestFixture]
internal sealed class MissingMarkersTests
{
    [TestCase("-999")]
    [TestCase("-999.0")]
    [TestCase("-999.000")]
    [TestCase("-9.99e2")]
    [TestCase("\"-999\"")]
    [TestCase(" -999 ")]
    [TestCase("-00999")]
    public void A_number_among_the_markers_is_missing_however_it_is_written(string field)
    {
        foreach (var kind in (FieldKind[])[FieldKind.Single, FieldKind.Double])
        {
            var batch = SmallTables.Read(SmallTables.Schema(("x", kind)) with { Missing = MissingTexts.Everywhere("-999.00") },
                SmallTables.Text($"x,y\n{field},\n-998,\n")).Batch;

            Assert.That(batch.Numbers(0).ToArray(), Is.EqualTo(new[] { double.NaN, -998 }), $"{kind}");
        }
    }

    [Test]
    public void A_number_that_stands_for_nothing_is_so_in_every_way_of_writing_it() =>
        Gen.Select(Gen.Double[-1e9, 1e9], Gen.Int[0, 3]).Sample((value, way) =>
        {
            var format = ((string[])["R", "E16", "G17", "F20"])[way];
            var marker = value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            var text = double.Parse(marker, System.Globalization.CultureInfo.InvariantCulture).ToString(
                format, System.Globalization.CultureInfo.InvariantCulture);
            var same = double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) == value;
            var batch = SmallTables.Read(SmallTables.Schema(("x", FieldKind.Double)) with { Missing = MissingTexts.Everywhere(marker) },
                SmallTables.Text($"x,y\n{text},1\n")).Batch;
            return double.IsNaN(batch.Numbers(0)[0]) == same;
        }, iter: 500);

    [Test]
    public void In_columns_of_categories_a_number_is_a_text()
    {
        var schema = SmallTables.Schema(("c", FieldKind.Category)) with { Missing = MissingTexts.Everywhere("-999") };

        Assert.That(SmallTables.Read(schema, SmallTables.Text("c,y\n-999,\n-999.0,\n")).Batch.Texts(0).ToArray(), Is.EqualTo(new[] { "", "-999.0" }));
    }

    [Test]
    public void Markers_of_a_kind_leave_the_other_kind_alone_and_those_of_a_column_go_first()
    {
        var missing = new MissingTexts
        {
            Numeric = ["NA"],
            Categorical = ["?"],
            Columns = new Dictionary<string, IReadOnlyList<string>> { ["country"] = [], ["z"] = ["-1"] },
        };
        var schema = SmallTables.Schema(("x", FieldKind.Double), ("z", FieldKind.Double), ("c", FieldKind.Category),
            ("country", FieldKind.Category)) with
        { Missing = missing };
        var batch = SmallTables.Read(schema, SmallTables.Text("x,z,c,country\nNA,-1.0,NA,NA\n-1,2,?,?\n")).Batch;

        Assert.That(batch.Numbers(0).ToArray(), Is.EqualTo(new[] { double.NaN, -1 }));
        Assert.That(batch.Numbers(1).ToArray(), Is.EqualTo(new[] { double.NaN, 2 }));
        Assert.That(batch.Texts(2).ToArray(), Is.EqualTo(new[] { "NA", "" }));
        Assert.That(batch.Texts(3).ToArray(), Is.EqualTo(new[] { "NA", "?" }));
        Assert.That(SmallTables.Error(schema, SmallTables.Text("x,z,c,country\n1,NA,a,b\n")).Problems.Single().Where, Is.EqualTo("stdin:2:3"),
            "z has markers of its own");
    }

    [TestCase(FieldKind.Label, "?", "a class: every row needs its label")]
    [TestCase(FieldKind.Target, "-9.0", "a finite number: every row needs its target")]
    [TestCase(FieldKind.Weight, "-9.0", "a weight: a finite number, not negative")]
    public void A_label_target_or_weight_that_is_a_marker_is_a_bad_row(FieldKind kind, string field, string expected)
    {
        var schema = SmallTables.Schema(("y", kind)) with { Missing = new MissingTexts { Numeric = ["-9"], Categorical = ["?"] } };

        Assert.That(SmallTables.Problem(schema, $"y,z\n{field},1\n").Expected, Is.EqualTo(
            $"{expected} ('{field}' is one of data.missing; "
            + $"where it is a value here, give the markers by kind and column: {{ \"numeric\": [\"{field}\"], \"y\": [] }})"));
    }

    [Test]
    public void A_column_without_markers_of_its_kind_takes_any_label() =>
        Assert.That(SmallTables.Read(SmallTables.Schema(("y", FieldKind.Label)) with { Missing = new MissingTexts { Numeric = ["?"] } },
            SmallTables.Text("y,z\n?,1\n")).Batch.Texts(0)[0], Is.EqualTo("?"));

    [TestCase("NA", "train with data.missing: { \"numeric\": [\"NA\"] }")]
    [TestCase("null", "train with data.missing: { \"numeric\": [\"null\"] }")]
    [TestCase("1.234,5", "train with data.numbers: { \"x\": { \"decimal\": \",\", \"thousands\": \".\" } }")]
    [TestCase("\"1,5\"", "train with data.decimal: \",\"")]
    [TestCase("\"1,234\"", "train with data.decimal: \",\" or data.numbers: { \"x\": { \"thousands\": \",\" } }")]
    [TestCase("5%", "train with data.numbers: { \"x\": { \"percent\": true } }")]
    [TestCase("$5", "train with data.numbers: { \"x\": { \"currency\": \"$\" } }")]
    [TestCase("1 234", "train with data.numbers: { \"x\": { \"thousands\": \" \" } }")]
    public void A_field_that_is_a_number_to_others_is_told_with_what_to_write(string field, string remedy) =>
        Assert.That(SmallTables.Error(SmallTables.Schema(("x", FieldKind.Double)) with { Separator = ';' },
            SmallTables.Text($"x;y\n{field};1\n")).Problems.Single().Expected, Does.EndWith($"{remedy})"));

    [TestCase("abc")]
    [TestCase("1e400")]
    [TestCase("2020-01-02")]
    [TestCase("1.2.3")]
    public void Other_fields_have_no_such_hint(string field) =>
        Assert.That(SmallTables.Problem(SmallTables.Schema(("x", FieldKind.Double)), $"x,y\n{field},1\n").Expected, Does.EndWith("or a missing value"));
}

using System.Globalization;
using CsCheck;
using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Tables.Fields;

namespace Pipeline.Tests.Tables.Fields;

[TestFixture]
internal sealed class FieldReaderTests
{
    [TestCase("5", 5)]
    [TestCase("+5", 5)]
    [TestCase("-5", -5)]
    [TestCase(".5", 0.5)]
    [TestCase("5.", 5)]
    [TestCase("1e5", 1e5)]
    [TestCase("1E+05", 1e5)]
    [TestCase("2.5e-3", 0.0025)]
    [TestCase("007", 7)]
    [TestCase("  5", 5)]
    [TestCase("5  ", 5)]
    [TestCase("\t5\t", 5)]
    [TestCase("\"5\"", 5)]
    [TestCase("5e-324", 5e-324)]
    [TestCase("1e-400", 0)]
    [TestCase("1.7976931348623157e308", double.MaxValue)]
    [TestCase("0.1000000000000000055511151231257827021181583404541015625", 0.1)]
    [TestCase("9007199254740993", 9007199254740992)]
    [TestCase("9007199254740993.0000000000000000000000000000000000000001", 9007199254740994)]
    public void These_are_numbers(string field, double expected) =>
        Assert.That(BitConverter.DoubleToInt64Bits(SmallTables.Number(field, FieldKind.Double)), Is.EqualTo(BitConverter.DoubleToInt64Bits(expected)));

    [TestCase("-0")]
    [TestCase("-1e-400")]
    public void A_negative_zero_stays_one(string field) =>
        Assert.That(double.IsNegative(SmallTables.Number(field, FieldKind.Double)), Is.True);

    [TestCase("")]
    [TestCase("\"\"")]
    [TestCase("NaN")]
    [TestCase("nan")]
    public void These_are_missing(string field)
    {
        Assert.That(SmallTables.Number(field, FieldKind.Single), Is.NaN);
        Assert.That(SmallTables.Number(field, FieldKind.Double), Is.NaN);
    }

    [TestCase("abc")]
    [TestCase("NA")]
    [TestCase("null")]
    [TestCase("5x")]
    [TestCase("0x1F")]
    [TestCase("1,5")]
    [TestCase("1,234")]
    [TestCase("1.234.567")]
    [TestCase("1 234")]
    [TestCase("1_234")]
    [TestCase("1'234")]
    [TestCase("(5)")]
    [TestCase("5%")]
    [TestCase("$5")]
    [TestCase("5-")]
    [TestCase("--5")]
    [TestCase("1e")]
    [TestCase("e5")]
    [TestCase(".")]
    [TestCase("-")]
    [TestCase(" ")]
    [TestCase("TRUE")]
    [TestCase("1/2")]
    [TestCase("١٢")]
    [TestCase("５")]
    [TestCase("\u22125", Description = "the minus sign of mathematics")]
    [TestCase("\u00a05", Description = "no-break space")]
    [TestCase("5\0")]
    [TestCase("inf")]
    [TestCase("Infinity")]
    [TestCase("-Infinity")]
    [TestCase("+infinity")]
    [TestCase("∞")]
    [TestCase("1e400")]
    [TestCase("-1e400")]
    [TestCase("1e99999999999999999999")]
    public void These_are_no_numbers(string field)
    {
        foreach (var kind in (FieldKind[])[FieldKind.Single, FieldKind.Double, FieldKind.Target, FieldKind.Weight, FieldKind.Time])
        {
            var schema = SmallTables.Schema(("x", kind)) with { Separator = ';' };

            Assert.That(SmallTables.Problem(schema, $"x;y\n{field};end\n").Where, Is.EqualTo("stdin:2:1"), $"{kind}");
        }
    }

    [TestCase("1e39")]
    [TestCase("-3.5e38")]
    [TestCase("3.4028235678e38", Description = "nearer to 2^128 than to the largest Single")]
    public void A_number_beyond_Single_is_one_in_a_Double_column_only(string field)
    {
        Assert.That(SmallTables.Number(field, FieldKind.Double), Is.Not.NaN.And.Not.EqualTo(double.PositiveInfinity).And.Not.EqualTo(double.NegativeInfinity));
        Assert.That(SmallTables.Problem(SmallTables.Schema(("x", FieldKind.Single)), $"x,y\n{field},\n").Expected,
            Is.EqualTo("a number (decimal point, no thousands separator, at most ±3.4e38) or a missing value"));
    }

    [TestCase("NaN")]
    [TestCase("")]
    [TestCase("-999")]
    public void A_target_weight_or_time_is_never_missing(string field)
    {
        foreach (var kind in (FieldKind[])[FieldKind.Target, FieldKind.Weight, FieldKind.Time])
        {
            var schema = SmallTables.Schema(("x", kind)) with { Missing = MissingTexts.Everywhere(["-999"]) };

            Assert.That(SmallTables.Problem(schema, $"x,y\n{field},end\n").Where, Is.EqualTo("stdin:2:1"), $"{kind}");
        }
    }

    [Test]
    public void A_weight_is_not_negative()
    {
        Assert.That(SmallTables.Number("0", FieldKind.Weight), Is.Zero);
        Assert.That(SmallTables.Problem(SmallTables.Schema(("w", FieldKind.Weight)), "w,y\n-1,\n").Found, Is.EqualTo("'w' is '-1'"));
    }

    [Test]
    public void Missing_markers_are_matched_exactly_but_numbers_by_value_where_numbers_are_read()
    {
        var schema = SmallTables.Schema(("x", FieldKind.Single), ("c", FieldKind.Category),
            ("t", FieldKind.Text)) with
        { Missing = MissingTexts.Everywhere(["NA", "-999", "?"]) };
        var batch = SmallTables.Read(schema, SmallTables.Text("x,c,t\nNA,NA,NA\n-999,?,?\n-999.0,na,\n\"NA\",\" NA\",x\n")).Batch;

        Assert.That(batch.Numbers(0).ToArray(), Is.EqualTo(new[] { double.NaN, double.NaN, double.NaN, double.NaN }));
        Assert.That(batch.Texts(1).ToArray(), Is.EqualTo(new[] { "", "", "na", " NA" }));
        Assert.That(batch.Texts(2).ToArray(), Is.EqualTo(new[] { "NA", "?", "", "x" }), "ids are never missing");
    }

    [Test]
    public void Every_double_reads_back_from_its_text() =>
        Gen.Double.Where(double.IsFinite).Sample(value =>
            Same(SmallTables.Number(value.ToString("R", CultureInfo.InvariantCulture), FieldKind.Double), value), iter: 2000);

    [Test]
    public void A_number_is_rounded_once_to_double_then_once_to_Single()
    {
        var digits = Gen.Char['0', '9'].Array[1, 40].Select(chars => new string(chars));
        Gen.Select(Gen.Bool, digits, digits, Gen.Int[-45, 35]).Sample((negative, whole, part, exponent) =>
        {
            var text = FormattableString.Invariant($"{(negative ? "-" : "")}0.{whole}{part}e{exponent}");
            var expected = double.Parse(text, CultureInfo.InvariantCulture);
            return Same(SmallTables.Number(text, FieldKind.Double), expected) && Same(SmallTables.Number(text, FieldKind.Single), (float)expected);
        }, iter: 2000);
    }

    [TestCase("2020-01-02", 1577923200)]
    [TestCase("2020-01-02T03:04", 1577934240)]
    [TestCase("2020-01-02 03:04:05", 1577934245)]
    [TestCase("2020-01-02T03:04:05.25", 1577934245.25)]
    [TestCase("2020-01-02T03:04:05Z", 1577934245)]
    [TestCase("2020-01-02T03:04:05+02:00", 1577927045)]
    [TestCase("1577934245", 1577934245)]
    public void A_time_is_a_number_or_ISO_8601_in_UTC(string field, decimal seconds) =>
        Assert.That(TimeText.TryRead(field, out _, out var value) ? value : -1, Is.EqualTo(seconds));

    [TestCase("02/01/2020")]
    [TestCase("2020-13-01")]
    [TestCase("yesterday")]
    public void Other_times_are_refused(string field) =>
        Assert.That(SmallTables.Problem(SmallTables.Schema(("t", FieldKind.Time)), $"t,y\n{field},\n").Expected,
            Is.EqualTo("a time: a number, or a date and time in ISO 8601"));

    [TestCase("de-DE")]
    [TestCase("tr-TR")]
    [TestCase("fa-IR")]
    public void The_culture_of_the_machine_changes_nothing_catalogue_10(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

            Assert.That(SmallTables.Number("1.5", FieldKind.Double), Is.EqualTo(1.5));
            Assert.That(SmallTables.Number("-1.5e-3", FieldKind.Single), Is.EqualTo((double)-1.5e-3f));
            Assert.That(TimeText.TryRead("2020-01-02T03:04:05.25", out _, out var time) ? time : -1, Is.EqualTo(1577934245.25m));
            Assert.That(SmallTables.Problem(SmallTables.Schema(("x", FieldKind.Double)) with { Separator = ';' }, "x;y\n1,5;\n").Where,
                Is.EqualTo("stdin:2:1"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static bool Same(double one, double other) => BitConverter.DoubleToInt64Bits(one) == BitConverter.DoubleToInt64Bits(other);
}

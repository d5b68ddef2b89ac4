using System.Globalization;
using System.Text;
using CsCheck;
using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Tables.Fields;

namespace Pipeline.Tests.Tables.Fields;

[TestFixture]
internal sealed class WrittenNumberTests
{
    private static readonly NumberText Comma = new(',', null, false, null);
    private static readonly NumberText German = new(',', '.', false, "€");
    private static readonly NumberText French = new(',', ' ', false, null);
    private static readonly NumberText Swiss = new('.', '\'', false, "CHF");
    private static readonly NumberText Percent = new('.', null, true, null);

    [TestCase("1,5", 1.5)]
    [TestCase("-1,5", -1.5)]
    [TestCase("+,5", 0.5)]
    [TestCase("7", 7)]
    [TestCase("1,5e3", 1500)]
    [TestCase(" 1,5 ", 1.5)]
    [TestCase("0,1000000000000000055511151231257827021181583404541015625", 0.1)]
    public void A_decimal_comma_is_read(string text, double expected) => Assert.That(Read(Comma, text), Is.EqualTo(expected));

    [TestCase("1.234,5", 1234.5)]
    [TestCase("1.234.567", 1234567)]
    [TestCase("1234,5", 1234.5)]
    [TestCase("-1.000", -1000)]
    [TestCase("5 €", 5)]
    [TestCase("€5", 5)]
    [TestCase("€ -5", -5)]
    [TestCase("-€5", -5)]
    [TestCase("-5\u00a0€", -5)]
    public void Thousands_and_a_currency_are_read(string text, double expected) => Assert.That(Read(German, text), Is.EqualTo(expected));

    [TestCase("1 234,5", 1234.5)]
    [TestCase("1\u00a0234,5", 1234.5)]
    [TestCase("1\u202f234\u202f567", 1234567)]
    public void A_blank_between_thousands_may_be_a_no_break_one(string text, double expected) => Assert.That(Read(French, text), Is.EqualTo(expected));

    [TestCase("CHF 1'234.50", 1234.5)]
    [TestCase("1’234.50 CHF", 1234.5)]
    public void An_apostrophe_may_be_a_curly_one(string text, double expected) => Assert.That(Read(Swiss, text), Is.EqualTo(expected));

    [TestCase("12.5%", 0.125)]
    [TestCase("12.3 %", 0.123)]
    [TestCase("-7%", -0.07)]
    [TestCase("0%", 0)]
    public void A_percentage_is_the_double_nearest_to_its_hundredth(string text, double expected) => Assert.That(Read(Percent, text), Is.EqualTo(expected));

    [Test]
    public void NaN_is_missing_whatever_the_habit() => Assert.That(Read(German, "NaN"), Is.NaN);

    [TestCase("1.5", Description = "a point where thousands have three digits")]
    [TestCase("1.23,4")]
    [TestCase("1234.567")]
    [TestCase(".123")]
    [TestCase("1..234")]
    [TestCase("1.234,5.6")]
    [TestCase("1,5,5")]
    [TestCase("€")]
    [TestCase("€5€")]
    [TestCase("--5")]
    [TestCase("$5")]
    [TestCase("5%")]
    [TestCase("")]
    [TestCase("-")]
    [TestCase(",")]
    [TestCase("1e")]
    [TestCase("1e3\0", Description = "a NUL behind it, as a crashed writer leaves")]
    [TestCase("∞")]
    [TestCase("Infinity")]
    public void What_does_not_fit_is_no_number(string text) => Assert.That(new WrittenNumber(German).TryRead(Encoding.UTF8.GetBytes(text), out _), Is.False);

    [TestCase("0.5")]
    [TestCase("1e2%")]
    [TestCase("5%%")]
    public void A_percentage_without_its_sign_is_no_number_since_it_would_be_another_one(string text) =>
        Assert.That(new WrittenNumber(Percent).TryRead(Encoding.UTF8.GetBytes(text), out _), Is.False);

    [Test]
    public void Every_number_reads_back_from_the_culture_that_wrote_it()
    {
        var german = CultureInfo.GetCultureInfo("de-DE");
        Gen.Select(Gen.Double[-1e12, 1e12], Gen.Int[0, 9]).Sample((value, digits) =>
        {
            var text = value.ToString($"N{digits}", german);
            return BitConverter.DoubleToInt64Bits(Read(German, text)) == BitConverter.DoubleToInt64Bits(double.Parse(text, NumberStyles.Number, german));
        }, iter: 2000);
    }

    [Test]
    public void Every_double_reads_back_with_a_comma_for_its_point() =>
        Gen.Select(Gen.OneOf(Gen.Double.Where(double.IsFinite), Gen.Double[-1e6, 1e6], Gen.Int[-9999, 9999].Select(number => number / 100d)), Gen.Bool).Sample(
            (value, blank) =>
        {
            var text = value.ToString("R", CultureInfo.InvariantCulture).Replace('.', ',');
            return BitConverter.DoubleToInt64Bits(Read(Comma, blank ? $" {text} " : text)) == BitConverter.DoubleToInt64Bits(value);
        }, iter: 3000);

    [TestCase("1.5")]
    [TestCase("1,5.5")]
    [TestCase("1,5,5")]
    [TestCase("1.234")]
    public void A_point_is_no_decimal_comma(string text) => Assert.That(new WrittenNumber(Comma).TryRead(Encoding.UTF8.GetBytes(text), out _), Is.False);

    [Test]
    public void Bytes_of_any_kind_are_read_or_not_and_never_thrown_at()
    {
        NumberText[] forms = [Comma, German, French, Swiss, Percent];
        Gen.Select(Gen.Int[0, 4], Gen.String[Gen.Char["0123456789.,-+e%€' \u00a0\u202f’CHF\"x\0"], 0, 200]).Sample((form, text) =>
        {
            new WrittenNumber(forms[form]).TryRead(Encoding.UTF8.GetBytes(text), out _);
        }, iter: 5000);
    }

    private static double Read(NumberText form, string text)
    {
        Assert.That(new WrittenNumber(form).TryRead(Encoding.UTF8.GetBytes(text), out var value), Is.True, text);
        return value;
    }
}

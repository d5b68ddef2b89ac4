using System.Globalization;
using System.Text;
using CsCheck;
using NUnit.Framework;
using Pipeline.Tables.Fields;

namespace Pipeline.Tests.Tables.Fields;

[TestFixture]
internal sealed class DecimalTextTests
{
    private static readonly Gen<string> Digits = Gen.Char['0', '9'].Array[0, 12].Select(digits => new string(digits));

    private static readonly Gen<string> Plain = Gen.Select(Any("", "-"), Digits, Any("", "."), Digits,
        (sign, whole, point, part) => sign + whole + point + part);

    [Test]
    public void What_is_read_is_what_the_framework_reads()
    {
        var exponent = Gen.OneOf(Gen.Const(""), Gen.Select(Any("e", "E", "e-", "e+", "x"), Gen.Int[0, 400], (e, n) => FormattableString.Invariant($"{e}{n}")));
        Gen.Select(Plain, exponent, (number, power) => number + power).Sample(text =>
            !DecimalText.TryRead(Encoding.UTF8.GetBytes(text), out var value) || Same(value, text), iter: 20_000);
    }

    [Test]
    public void Nearly_every_double_is_read_from_its_shortest_text()
    {
        var read = 0;
        Gen.Double[0.1, 1].Select(Gen.Int[-20, 20], (value, power) => value * Math.Pow(10, power)).Sample(value =>
        {
            var text = value.ToString("R", CultureInfo.InvariantCulture);
            if (!DecimalText.TryRead(Encoding.UTF8.GetBytes(text), out var back))
                return true;
            Interlocked.Increment(ref read);
            return Same(back, text);
        }, iter: 20_000);

        Assert.That(read, Is.GreaterThan(19_900));
    }

    [TestCase("9007199254740993", Description = "halfway between two doubles")]
    [TestCase("9007199254740995")]
    [TestCase("9007199254740992.5")]
    [TestCase("1801439850948198.5")]
    [TestCase("4503599627370497.5")]
    [TestCase("7450580596923828125e-27")]
    [TestCase("9999999999999999999")]
    [TestCase("-0.0")]
    [TestCase("0e50")]
    [TestCase("8.988465674311580e-17")]
    public void Corner_cases_are_read_as_the_framework_reads_them(string text)
    {
        Assert.That(DecimalText.TryRead(Encoding.UTF8.GetBytes(text), out var value), Is.True);
        Assert.That(Same(value, text), Is.True, $"{value:R}");
    }

    [TestCase("")]
    [TestCase("-")]
    [TestCase(".")]
    [TestCase("e5")]
    [TestCase("1e")]
    [TestCase("1e+")]
    [TestCase("1.2.3")]
    [TestCase("1 ")]
    [TestCase("1,5")]
    [TestCase("--1")]
    [TestCase("١")]
    [TestCase("12345678901234567890")]
    [TestCase("18446744073709551616", Description = "2^64")]
    public void Anything_else_is_left_to_others(string text) => Assert.That(DecimalText.TryRead(Encoding.UTF8.GetBytes(text), out _), Is.False);

    [Test]
    public void Plain_numbers_are_read_whatever_stands_around_them() =>
        Gen.Select(Plain, Gen.Byte.Array[24], Any(",", "\n", "9", ".")).Sample((text, garbage, next) =>
        {
            byte[] bytes = [.. garbage, .. Encoding.UTF8.GetBytes(text), .. Encoding.UTF8.GetBytes(next), .. garbage];
            return !DecimalText.TryPlain(bytes, garbage.Length, text.Length, out var value) || Same(value, text);
        }, iter: 20_000);

    [TestCase("1", true)]
    [TestCase("-12345678", true)]
    [TestCase("92345678.87654321", false, Description = "more digits than a double holds exactly")]
    [TestCase("-8234567.87654321", true)]
    [TestCase("-0.5", true)]
    [TestCase(".5", false)]
    [TestCase("5.", false)]
    [TestCase("", false)]
    [TestCase("-", false)]
    [TestCase("1a.5", false)]
    [TestCase("1.5a", false)]
    [TestCase("1e5", false)]
    [TestCase("123456789", false)]
    public void Plain_is_what_has_up_to_eight_digits_on_each_side(string text, bool plain) =>
        Assert.That(DecimalText.TryPlain(Encoding.UTF8.GetBytes(text + ",000000000000000000000000000"), 0, text.Length, out _), Is.EqualTo(plain));

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static bool Same(double value, string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var expected)
        && BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(expected);
}

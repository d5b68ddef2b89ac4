using System.Globalization;
using System.Text;
using CsCheck;
using NUnit.Framework;
using Pipeline.Scoring;

namespace Pipeline.Tests.Scoring;

[TestFixture]
internal sealed class SingleTextTests
{
    [Test]
    public void Any_bits_are_written_as_the_framework_writes_them() =>
        Gen.UInt.Sample(bits => Same(BitConverter.UInt32BitsToSingle(bits)), iter: 200_000);

    [Test]
    public void Probabilities_are_written_as_the_framework_writes_them() => Gen.Single[0, 1].Sample(Same, iter: 100_000);

    [Test]
    public void Decimal_numbers_of_a_few_digits_are_written_as_the_framework_writes_them() =>
        Gen.Select(Gen.Int[-99_999, 99_999], Gen.Int[-50, 40]).Sample((digits, power) =>
            Same(float.Parse(FormattableString.Invariant($"{digits}e{power}"), CultureInfo.InvariantCulture)), iter: 50_000);

    [Test]
    public void Powers_of_two_and_ten_and_their_neighbours_are_written_as_the_framework_writes_them()
    {
        for (var power = -149; power <= 127; power++)
            Neighbours((float)Math.Pow(2, power));
        for (var power = -45; power <= 38; power++)
            Neighbours(float.Parse(FormattableString.Invariant($"1e{power}"), CultureInfo.InvariantCulture));
        foreach (var value in (float[])[0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, float.Epsilon])
            Assert.That(Same(value), Is.True, $"{value:R}");
    }

    private static void Neighbours(float value)
    {
        foreach (var near in (float[])[value, -value, MathF.BitDecrement(value), MathF.BitIncrement(value), MathF.BitDecrement(MathF.BitDecrement(value))])
            Assert.That(Same(near), Is.True, $"{near:R}");
    }

    private static bool Same(float value)
    {
        Span<byte> text = stackalloc byte[SingleText.MostBytes];
        var length = SingleText.Write(value, text);
        return Encoding.UTF8.GetString(text[..length]) == value.ToString(CultureInfo.InvariantCulture);
    }
}

using CsCheck;
using NUnit.Framework;
using Pipeline.Kernels;

namespace Pipeline.Tests.Kernels;

[TestFixture]
internal sealed class ExactMathTests
{
    private static readonly Gen<double> positive =
        Gen.Select(Gen.Double[1, 2], Gen.Int[-1074, 1022]).Select((mantissa, exponent) => Math.ScaleB(mantissa, exponent)).Where(x => x > 0);

    [Test]
    public void Exp_is_within_2_ulp()
    {
        var worst = 0.0;
        Gen.OneOf(Gen.Double[-708, 709], Gen.Double[-1, 1], Gen.Double[-50, 50], Gen.Double[-1e-9, 1e-9]).Sample(x =>
        {
            var off = Precise.UlpsOffExp(x, ExactMath.Exp(x));
            worst = Math.Max(worst, off);
            return off <= 2;
        }, iter: 40_000, threads: 1);
        TestContext.Out.WriteLine($"largest error {worst:F3} ulp");
    }

    [Test]
    public void Log_is_within_2_ulp()
    {
        var worst = 0.0;
        Gen.OneOf(positive, Gen.Double[0.5, 2], Gen.Double[1, 300], Gen.Double[1 - 1e-6, 1 + 1e-6], Gen.Double[1.40, 1.43], Gen.Double[0.70, 0.72])
            .Where(x => x != 1).Sample(x =>
        {
            var off = Precise.UlpsOffLog(x, ExactMath.Log(x));
            worst = Math.Max(worst, off);
            return off <= 2;
        }, iter: 40_000, threads: 1);
        TestContext.Out.WriteLine($"largest error {worst:F3} ulp");
    }

    [Test]
    public void Exp_rounds_to_the_float_of_the_systems_on_all_but_one_in_a_million_values_and_is_1_ulp_off_at_most()
    {
        const int values = 4_000_000;
        var random = new Random(1);
        var (different, off) = (0, 0);
        for (var i = 0; i < values; i++)
        {
            var x = (random.NextDouble() * 210) - 110;
            var (exact, system) = ((float)ExactMath.Exp(x), (float)Math.Exp(x));
            if (exact == system)
                continue;
            different++;
            off = Math.Max(off, Math.Abs(BitConverter.SingleToInt32Bits(exact) - BitConverter.SingleToInt32Bits(system)));
        }
        TestContext.Out.WriteLine($"{different} of {values} differ, by {off} ulp");
        Assert.That(different, Is.LessThanOrEqualTo(values / 1_000_000));
        Assert.That(off, Is.LessThanOrEqualTo(1));
    }

    [TestCase(0, 1)]
    [TestCase(-0.0, 1)]
    [TestCase(double.NaN, double.NaN)]
    public void Exp_of_a_special_value(double x, double expected) => Assert.That(ExactMath.Exp(x), Is.EqualTo(expected));

    [TestCase(double.NegativeInfinity, 0f)]
    [TestCase(-1e300, 0f)]
    [TestCase(1e300, float.PositiveInfinity)]
    [TestCase(double.PositiveInfinity, float.PositiveInfinity)]
    public void Exp_far_out_is_right_as_float(double x, float expected) => Assert.That((float)ExactMath.Exp(x), Is.EqualTo(expected));

    [TestCase(0, double.NegativeInfinity)]
    [TestCase(-0.0, double.NegativeInfinity)]
    [TestCase(1, 0)]
    [TestCase(-1e-300, double.NaN)]
    [TestCase(double.NegativeInfinity, double.NaN)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(double.NaN, double.NaN)]
    public void Log_of_a_special_value(double x, double expected) => Assert.That(ExactMath.Log(x), Is.EqualTo(expected));

    [TestCase(double.Epsilon)]
    [TestCase(double.MaxValue)]
    public void Log_reaches_the_ends_of_the_range(double x) => Assert.That(Precise.UlpsOffLog(x, ExactMath.Log(x)), Is.LessThanOrEqualTo(2));

    [Test]
    public void The_measure_itself_sees_3_ulp()
    {
        var x = 1.2345;
        Assert.That(Precise.UlpsOffExp(x, Math.Exp(x)), Is.LessThan(1));
        Assert.That(Precise.UlpsOffExp(x, Math.Exp(x) * (1 + 8e-16)), Is.GreaterThan(2));
        Assert.That(Precise.UlpsOffLog(x, Math.Log(x)), Is.LessThan(1));
        Assert.That(Precise.UlpsOffLog(x, Math.Log(x) * (1 + 8e-16)), Is.GreaterThan(2));
    }
}

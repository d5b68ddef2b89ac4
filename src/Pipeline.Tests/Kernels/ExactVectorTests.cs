using System.Runtime.Intrinsics;
using CsCheck;
using NUnit.Framework;
using Pipeline.Kernels;

namespace Pipeline.Tests.Kernels;

/// <summary>Four numbers at once give the bits of one at a time.</summary>
[TestFixture]
internal sealed class ExactVectorTests
{
    private static readonly double[] specials =
        [0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, -708, 709, -708.5, 709.5, 1e300, -1e300, double.Epsilon, 1e-310];

    [Test]
    public void Exp() =>
        Same(Gen.OneOf(Gen.Double[-750, 750], Gen.Double[-1, 1], Gen.Double, Gen.OneOf([.. specials.Select(Gen.Const)])), ExactMath.Exp, ExactMath.Exp);

    [Test]
    public void Log() =>
        Same(Gen.OneOf(Gen.Double[1, 2], Gen.Double[1, 300], Gen.Double[1, 1 + 1e-9],
            Gen.OneOf(Gen.Const(1.0), Gen.Const(4.0), Gen.Const(Math.BitDecrement(2)), Gen.Const(1.4142135623730951), Gen.Const(1.414213562373095))),
                ExactMath.Log, ExactMath.LogFromOne);

    [Test]
    public void Tanh_is_the_float_of_the_systems_or_next_to_it()
    {
        var different = 0;
        Gen.OneOf(Gen.Float[-10, 10], Gen.Float[-0.07f, 0.07f], Gen.Float[-1e-6f, 1e-6f]).Sample(x =>
        {
            var (exact, system) = ((float)ExactMath.Tanh(Vector256.Create((double)x))[0], (float)Math.Tanh(x));
            different += exact == system ? 0 : 1;
            return Math.Abs(BitConverter.SingleToInt32Bits(exact) - BitConverter.SingleToInt32Bits(system)) <= 1;
        }, iter: 100_000, threads: 1);
        Assert.That(different, Is.LessThanOrEqualTo(1));
    }

    private static void Same(Gen<double> numbers, Func<double, double> one, Func<Vector256<double>, Vector256<double>> four) => numbers.Array[4].Sample(x =>
    {
        var together = four(Vector256.Create(x));
        return x.Index().All(number => Same(together[number.Index], one(number.Item)));
    }, iter: 20_000, threads: 1);

    private static bool Same(double a, double b) =>
        (double.IsNaN(a) && double.IsNaN(b)) || BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);
}

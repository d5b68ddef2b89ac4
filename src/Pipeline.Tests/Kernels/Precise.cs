using System.Numerics;

namespace Pipeline.Tests.Kernels;

/// <summary>e^x and ln x to some 70 digits, in whole numbers of 2^-256: what the double functions are measured against.</summary>
internal static class Precise
{
    private const int Bits = 256;

    private static readonly BigInteger one = BigInteger.One << Bits;

    /// <summary>ln 2 = 2·atanh(1/3).</summary>
    private static readonly BigInteger ln2 = LnTwo();

    /// <summary>How many ulp of double <paramref name="actual"/> is off e^x.</summary>
    public static double UlpsOffExp(double x, double actual)
    {
        var (mantissa, exponent) = Exp(Fixed(x, 0));
        return Ratio(Fixed(actual, -exponent) - mantissa, Fixed(Ulp(actual), -exponent));
    }

    /// <summary>How many ulp of double <paramref name="actual"/> is off ln x.</summary>
    public static double UlpsOffLog(double x, double actual)
    {
        // ln x = y + ln(x·e^-y) for a y that is close, so that the logarithm left is that of 1 + d with a tiny d.
        var y = Fixed(actual, 0);
        var (mantissa, exponent) = Exp(-y);
        var d = ((mantissa * Fixed(x, exponent)) >> Bits) - one;
        var square = (d * d) >> Bits;
        return Ratio(d - (square / 2) + (((square * d) >> Bits) / 3), Fixed(Ulp(actual), 0));
    }

    /// <summary>e^x = mantissa·2^exponent.</summary>
    private static (BigInteger Mantissa, int Exponent) Exp(BigInteger x)
    {
        var k = (int)BigInteger.Divide(x, ln2);
        var r = x - (k * ln2);
        var (sum, term) = (one, one);
        for (var n = 1; !term.IsZero && n < 200; n++)
        {
            term = ((term * r) >> Bits) / n;
            sum += term;
        }
        return (sum, k);
    }

    /// <summary>value·2^exponent in whole numbers of 2^-256.</summary>
    private static BigInteger Fixed(double value, int exponent)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var biased = (int)(bits >> 52);
        var mantissa = (bits & 0xFFFFFFFFFFFFF) | (biased == 0 ? 0 : 1L << 52);
        var shift = Math.Max(biased, 1) - 1075 + exponent + Bits;
        BigInteger number = mantissa;
        number = shift >= 0 ? number << shift : number >> -shift;
        return value < 0 ? -number : number;
    }

    private static double Ulp(double value) => Math.BitIncrement(Math.Abs(value)) - Math.Abs(value);

    private static double Ratio(BigInteger error, BigInteger ulp) => (double)(BigInteger.Abs(error) * 1_000_000 / ulp) / 1e6;

    private static BigInteger LnTwo()
    {
        BigInteger sum = 0, power = one / 3;
        for (var n = 1; !power.IsZero; n += 2)
        {
            sum += power / n;
            power /= 9;
        }
        return 2 * sum;
    }
}

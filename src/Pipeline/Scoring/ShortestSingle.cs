using System.Numerics;

namespace Pipeline.Scoring;

/// <summary>
/// The decimal number with the fewest digits that reads back as the same float32, and of those the nearest (R. Giulietti, The
/// Schubfach Way to Render Doubles, 2020): a few multiplications, where trying one number of digits after the other takes many.
/// </summary>
internal static class ShortestSingle
{
    private const int FractionBits = 23;
    private const int LowestExponent = -149;
    private const int LowestPower = -31;
    private const int HighestPower = 45;

    // The highest 64 bits of powers of ten, rounded up.
    private static readonly ulong[] powers = Powers();

    private static ulong[] Powers()
    {
        var made = new ulong[HighestPower - LowestPower + 1];
        for (var i = 0; i < made.Length; i++)
            made[i] = Significant(LowestPower + i);
        return made;
    }

    /// <summary>The digits of a positive, finite number, and the power of ten that they are multiplied with; the digits may end with zeros.</summary>
    public static (uint Digits, int Power) Of(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        var fraction = bits & ((1u << FractionBits) - 1);
        var biased = (int)(bits >> FractionBits);
        var integer = biased == 0 ? fraction : fraction | (1u << FractionBits);
        var exponent = biased == 0 ? LowestExponent : biased + LowestExponent - 1;
        if (exponent is <= 0 and > -FractionBits - 1 && BitOperations.TrailingZeroCount(integer) >= -exponent)
            return (integer >> -exponent, 0);

        // Four times the number and the middles to its neighbours; below a power of two the neighbour is nearer.
        var isNearer = fraction == 0 && biased > 1;
        var power = ((exponent * 1262611) - (isNearer ? 524031 : 0)) >> 22;
        var shift = exponent + ((-power * 1741647) >> 19) + 1;
        var factor = powers[-power - LowestPower];
        var odd = integer & 1;
        var lower = RoundToOdd(factor, ((4 * integer) - (isNearer ? 1u : 2u)) << shift) + odd;
        var middle = RoundToOdd(factor, (4 * integer) << shift);
        var upper = RoundToOdd(factor, ((4 * integer) + 2) << shift) - odd;

        var digits = middle / 4;
        if (digits >= 10)
        {
            var (fewer, below) = (digits / 10, digits / 10 * 40);
            var (downFits, upFits) = (lower <= below, below + 40 <= upper);
            if (downFits != upFits)
                return (fewer + (upFits ? 1u : 0), power + 1);
        }
        var (down, up) = (lower <= 4 * digits, (4 * digits) + 4 <= upper);
        if (down != up)
            return (digits + (up ? 1u : 0), power);
        var half = (4 * digits) + 2;
        return (digits + (middle > half || (middle == half && (digits & 1) != 0) ? 1u : 0), power);
    }

    /// <summary>The highest bits of a product, the lowest of them set where any bit below it is.</summary>
    private static uint RoundToOdd(ulong factor, uint number)
    {
        var high = Math.BigMul(factor, number, out var low);
        return (uint)high | ((uint)(low >> 32) > 1 ? 1u : 0);
    }

    private static ulong Significant(int power)
    {
        var ten = BigInteger.Pow(10, Math.Abs(power));
        var bits = (int)ten.GetBitLength();
        if (power < 0)
            return (ulong)(((BigInteger.One << (63 + bits)) / ten) + 1);
        return (ulong)(bits <= 64 ? ten << (64 - bits) : (ten >> (bits - 64)) + 1);
    }
}

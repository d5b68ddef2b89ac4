using System.Numerics;

namespace Pipeline.Tables.Fields;

/// <summary>
/// The nearest double to digits times a power of ten, from a product with 128 bits of that power, which settles all but a few cases
/// (D. Lemire, Number Parsing at a Gigabyte per Second, Software: Practice and Experience 51, 2021).
/// </summary>
internal static class PowersOfTen
{
    private const int Lowest = -60;
    private const int Highest = 60;

    // The highest 128 bits of 5^power, rounded down; rounded up for −27 to −1, where products may be exact: as the proof needs them.
    private static readonly UInt128[] table = [.. Enumerable.Range(Lowest, Highest - Lowest + 1).Select(Significant)];

    /// <summary>False where the product does not settle it: the caller has to read the digits some other way.</summary>
    public static bool TryScale(ulong digits, int power, out double value)
    {
        value = 0;
        if (digits == 0)
            return true;
        if (power is < Lowest or > Highest)
            return false;
        var shift = BitOperations.LeadingZeroCount(digits);
        digits <<= shift;
        var factor = table[power - Lowest];
        var high = Math.BigMul(digits, (ulong)(factor >> 64), out var low);
        if ((high & 0x1FF) == 0x1FF)
        {
            var more = Math.BigMul(digits, (ulong)factor, out _);
            low += more;
            if (low < more)
                high++;
        }
        if (low == ulong.MaxValue && power is < -27 or > 55)
            return false;
        var top = (int)(high >> 63);
        var mantissa = high >> (top + 9);
        // Halfway between two doubles exactly: only then the even one is to be chosen.
        if (low <= 1 && power is >= -4 and <= 23 && (mantissa & 3) == 1 && mantissa << (top + 9) == high)
            mantissa--;
        mantissa = (mantissa + (mantissa & 1)) >> 1;
        var exponent = (((152170 + 65536) * power) >> 16) + 63 + top - shift + 1023;
        if (mantissa >= 1UL << 53)
        {
            mantissa >>= 1;
            exponent++;
        }
        if (exponent is <= 0 or >= 2047)
            return false;
        value = BitConverter.UInt64BitsToDouble(((ulong)exponent << 52) | (mantissa & ((1UL << 52) - 1)));
        return true;
    }

    private static UInt128 Significant(int power)
    {
        var five = BigInteger.Pow(5, Math.Abs(power));
        if (power >= 0)
        {
            var bits = (int)five.GetBitLength();
            return (UInt128)(bits <= 128 ? five << (128 - bits) : five >> (bits - 128));
        }
        var reciprocal = (BigInteger.One << (127 + (int)five.GetBitLength())) / five;
        return (UInt128)(power >= -27 ? reciprocal + 1 : reciprocal);
    }
}

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Pipeline.Data;

/// <summary>
/// Turns decimal digits into the nearest double, ties to even, as double.Parse does, but faster. Where the digits and the power of
/// ten are exact doubles, one division or multiplication is rounded rightly (W. Clinger, How to Read Floating Point Numbers
/// Accurately, PLDI 1990); else see <see cref="PowersOfTen"/>.
/// </summary>
internal static class DecimalText
{
    private const ulong Zeros = 0x3030303030303030;
    private const int MostDigits = 19;
    private const ulong ExactInteger = 1UL << 53;
    private static readonly double[] exactPowers = [.. Enumerable.Range(0, 23).Select(power => (double)BigInteger.Pow(10, power))];

    /// <summary>
    /// Reads text of the form [-]digits[.digits] with one to eight digits on each side. Behind it there are at least 24 more bytes
    /// of any kind; word by word is quicker than digit by digit.
    /// </summary>
    public static bool TryPlain(ReadOnlySpan<byte> bytes, int start, int length, out double value)
    {
        value = 0;
        if ((uint)(length - 1) >= 18)
            return false;
        var negative = bytes[start] == '-';
        if (negative)
        {
            start++;
            length--;
        }
        var points = Vector128.Equals(Vector128.Create(bytes.Slice(start, 16)), Vector128.Create((byte)'.')).ExtractMostSignificantBits();
        var whole = Math.Min(BitOperations.TrailingZeroCount(points), length);
        if ((uint)(whole - 1) >= 8)
            return false;
        var high = Word(bytes, start, whole);
        ulong low = 0;
        var part = length - whole - 1;
        if (part >= 0)
        {
            if ((uint)(part - 1) >= 8)
                return false;
            low = Word(bytes, start + whole + 1, part);
        }
        if (!AreDigits(high) || !AreDigits(low))
            return false;
        part = Math.Max(part, 0);
        var digits = (Digits(high) * integerPowers[part]) + Digits(low);
        if (digits > ExactInteger)
            return false;
        value = (long)digits / exactPowers[part];
        value = negative ? -value : value;
        return true;
    }

    /// <summary>Reads text of the form [-|+][digits][.digits][e[-|+]digits] with up to 19 digits; false for anything else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var i = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        var first = i;
        ulong digits = 0;
        i = Take(text, i, ref digits);
        var (count, power) = (i - first, 0);
        if (i < text.Length && text[i] == '.')
        {
            first = ++i;
            i = Take(text, i, ref digits);
            power = first - i;
            count -= power;
        }
        if (count is 0 or > MostDigits)
            return false;
        if (i < text.Length && !TryExponent(text[i..], ref power))
            return false;
        if (!TryScale(digits, power, out value))
            return false;
        value = text[0] == '-' ? -value : value;
        return true;
    }

    private static readonly ulong[] integerPowers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <summary>Digits as numbers 0 to 9 from the low byte up, zeros before the first.</summary>
    private static ulong Word(ReadOnlySpan<byte> bytes, int start, int count) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(bytes[start..]) ^ Zeros) << (8 * (8 - count));

    private static bool AreDigits(ulong word) => (((word + 0x7676767676767676) | word) & 0x8080808080808080) == 0;

    /// <summary>Eight digits, the first in the low byte: pairs, then fours, then all of them.</summary>
    private static ulong Digits(ulong word)
    {
        word = (word * 10) + (word >> 8);
        return (((word & 0x000000FF000000FF) * 0x000F424000000064) + (((word >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
    }

    private static int Take(ReadOnlySpan<byte> text, int i, ref ulong digits)
    {
        for (; i < text.Length && char.IsAsciiDigit((char)text[i]); i++)
            digits = (digits * 10) + (uint)(text[i] - '0');
        return i;
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, ref int power)
    {
        var i = text.Length > 1 && text[1] is (byte)'-' or (byte)'+' ? 2 : 1;
        ulong exponent = 0;
        if ((text[0] | 0x20) != 'e' || text.Length - i is < 1 or > 4 || Take(text, i, ref exponent) < text.Length)
            return false;
        power += text[1] == '-' ? -(int)exponent : (int)exponent;
        return true;
    }

    private static bool TryScale(ulong digits, int power, out double value)
    {
        if (digits <= ExactInteger && Math.Abs(power) < exactPowers.Length)
        {
            value = power < 0 ? digits / exactPowers[-power] : digits * exactPowers[power];
            return true;
        }
        return PowersOfTen.TryScale(digits, power, out value);
    }
}

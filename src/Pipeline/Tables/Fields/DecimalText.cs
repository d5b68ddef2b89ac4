using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipeline.Tables.Fields;

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
    private static readonly ulong[] integerPowers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
    private static readonly double[] exactPowers =
    [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>
    /// Reads text of the form [-]digits[.digits] with one to eight digits on each side. Behind it there are at least 24 more bytes
    /// of any kind: word by word is quicker than digit by digit, and no branch depends on what the digits or the sign are.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPlain(ReadOnlySpan<byte> bytes, int start, int length, out double value)
    {
        value = 0;
        var sign = bytes[start] == '-' ? 1 : 0;
        length -= sign;
        var text = bytes.Slice(start + sign, 24);
        var points = Vector128.Equals(Vector128.Create(text), Vector128.Create((byte)'.')).ExtractMostSignificantBits();
        var whole = Math.Min(BitOperations.TrailingZeroCount(points), length);
        var part = length - whole - 1;
        // Without a point there is no part: it is −1 then, and 0 where nothing follows the point.
        if ((uint)(whole - 1) >= 8 || part is 0 or > 8)
            return false;
        var high = Word(text, whole);
        ulong low = 0;
        if (part > 0)
            low = Word(text[(whole + 1)..], part);
        else
            part = 0;
        if (!AreDigits(high) || !AreDigits(low))
            return false;
        var digits = (Digits(high) * integerPowers[part]) + Digits(low);
        if (digits > ExactInteger)
            return false;
        value = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits((long)digits / exactPowers[part]) | ((long)sign << 63));
        return true;
    }

    /// <summary>
    /// Reads text of the form [-|+][digits][.digits][e[-|+]digits] with up to 19 digits, zeros before them not counted; false for anything else.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var first = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        var (digits, significant) = (0UL, 0);
        var i = Take(text, first, ref digits, ref significant);
        var (count, power) = (i - first, 0);
        if (i < text.Length && text[i] == '.')
        {
            first = i + 1;
            i = Take(text, first, ref digits, ref significant);
            power = first - i;
            count -= power;
        }
        if (count == 0 || significant > MostDigits)
            return false;
        if (i < text.Length && !TryExponent(text[i..], ref power))
            return false;
        if (!TryScale(digits, power, out value))
            return false;
        value = text[0] == '-' ? -value : value;
        return true;
    }

    /// <summary>Digits as numbers 0 to 9 from the low byte up, zeros before the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ReadOnlySpan<byte> text, int count) => (BinaryPrimitives.ReadUInt64LittleEndian(text) ^ Zeros) << (8 * (8 - count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreDigits(ulong word) => (((word + 0x7676767676767676) | word) & 0x8080808080808080) == 0;

    /// <summary>Eight digits, the first in the low byte: pairs, then fours, then all of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Digits(ulong word)
    {
        word = (word * 10) + (word >> 8);
        return (((word & 0x000000FF000000FF) * 0x000F424000000064) + (((word >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
    }

    /// <summary>Takes digits, counting those from the first that is not 0 on.</summary>
    private static int Take(ReadOnlySpan<byte> text, int i, ref ulong digits, ref int significant)
    {
        for (; i < text.Length && char.IsAsciiDigit((char)text[i]); i++)
        {
            digits = (digits * 10) + (uint)(text[i] - '0');
            significant += significant > 0 || digits != 0 ? 1 : 0;
        }
        return i;
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, ref int power)
    {
        var i = text.Length > 1 && text[1] is (byte)'-' or (byte)'+' ? 2 : 1;
        var (exponent, significant) = (0UL, 0);
        if ((text[0] | 0x20) != 'e' || text.Length - i is < 1 or > 4 || Take(text, i, ref exponent, ref significant) < text.Length)
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

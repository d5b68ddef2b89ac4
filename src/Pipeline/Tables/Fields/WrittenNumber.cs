using System.Globalization;
using System.Text;
using Pipeline.Model;

namespace Pipeline.Tables.Fields;

/// <summary>
/// Reads numbers that are written in another way than with a decimal point: turned into a plain number and read as one, so that they
/// are rounded once. Groups of thousands have three digits, the first one to three: what does not fit is no number, since 1.5 among
/// numbers such as 1.500 would be read as another one.
/// </summary>
internal sealed class WrittenNumber(NumberText form)
{
    private const int OnStack = 128;
    private readonly byte decimalMark = (byte)form.Decimal;
    private readonly bool isDecimalOnly = form.Thousands is null && !form.Percent && form.Currency is null;
    private readonly byte[][] thousands = MarksOf(form.Thousands);
    private readonly byte[] currency = Encoding.UTF8.GetBytes(form.Currency ?? "");

    private static readonly byte[][] blanks = [" "u8.ToArray(), "\t"u8.ToArray(), .. MarksOf(' ')[1..]];

    /// <summary>Reads a number; NaN is one.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out double value)
    {
        if (isDecimalOnly && TryDecimalOnly(text, out value))
            return true;
        value = double.NaN;
        text = Trim(text);
        if (Ascii.EqualsIgnoreCase(text, "NaN"u8))
            return true;
        Span<byte> plain = text.Length < OnStack - 4 ? stackalloc byte[OnStack] : new byte[text.Length + 4];
        var length = 0;
        if (Normalise(text, plain, ref length))
        {
            var number = plain[..length];
            // The parser would take NULs at the end.
            return DecimalText.TryRead(number, out value)
                || (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !number.Contains((byte)0));
        }
        return false;
    }

    /// <summary>Most numbers where nothing but the decimal mark is another one; false says nothing of the others.</summary>
    private bool TryDecimalOnly(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var length = text.Length;
        if (length is 0 or > OnStack || (decimalMark != '.' && text.Contains((byte)'.')))
            return false;
        // The quickest way of reading a number looks at 24 bytes behind it.
        Span<byte> plain = stackalloc byte[OnStack + 32];
        text.CopyTo(plain);
        plain[..length].Replace(decimalMark, (byte)'.');
        return DecimalText.TryPlain(plain, 0, length, out value) || DecimalText.TryRead(plain[..length], out value);
    }

    private bool Normalise(ReadOnlySpan<byte> text, Span<byte> plain, ref int length)
    {
        if (form.Percent && !TakeEnd(ref text, "%"u8))
            return false;
        var isSigned = TakeSign(ref text, plain, ref length);
        if (currency.Length > 0)
        {
            if (!TakeStart(ref text, currency))
                TakeEnd(ref text, currency);
            else if (!isSigned)
                TakeSign(ref text, plain, ref length);
        }
        if (!TakeWhole(ref text, plain, ref length))
            return false;
        if (form.Percent)
        {
            // A power of ten more, not a division: 12.3% is the double nearest to 0.123.
            "e-2"u8.CopyTo(plain[length..]);
            length += 3;
            return text.IsEmpty;
        }
        text.CopyTo(plain[length..]);
        length += text.Length;
        return text.IsEmpty || (text[0] | 0x20) == 'e';
    }

    /// <summary>Takes the digits on both sides of the mark; the rest is nothing, or an exponent.</summary>
    private bool TakeWhole(ref ReadOnlySpan<byte> text, Span<byte> plain, ref int length)
    {
        var (digits, groups) = (TakeDigits(ref text, plain, ref length), 0);
        var all = digits;
        for (; TakeMark(ref text); groups++)
        {
            if (groups == 0 ? digits is 0 or > 3 : digits != 3)
                return false;
            digits = TakeDigits(ref text, plain, ref length);
            all += digits;
        }
        if (groups > 0 && digits != 3)
            return false;
        if (text.Length > 0 && text[0] == decimalMark)
        {
            plain[length++] = (byte)'.';
            text = text[1..];
            all += TakeDigits(ref text, plain, ref length);
        }
        return all > 0;
    }

    private static int TakeDigits(ref ReadOnlySpan<byte> text, Span<byte> plain, ref int length)
    {
        var count = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is var end and >= 0 ? end : text.Length;
        text[..count].CopyTo(plain[length..]);
        length += count;
        text = text[count..];
        return count;
    }

    private bool TakeMark(ref ReadOnlySpan<byte> text)
    {
        foreach (var mark in thousands)
        {
            if (!text.StartsWith(mark))
                continue;
            text = text[mark.Length..];
            return true;
        }
        return false;
    }

    private static bool TakeSign(ref ReadOnlySpan<byte> text, Span<byte> plain, ref int length)
    {
        if (text.IsEmpty || text[0] is not ((byte)'-' or (byte)'+'))
            return false;
        plain[length++] = text[0];
        text = Trim(text[1..]);
        return true;
    }

    private static bool TakeStart(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        if (!text.StartsWith(word))
            return false;
        text = Trim(text[word.Length..]);
        return true;
    }

    private static bool TakeEnd(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        if (!text.EndsWith(word))
            return false;
        text = Trim(text[..^word.Length]);
        return true;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        for (var length = -1; length != text.Length;)
        {
            length = text.Length;
            foreach (var blank in blanks)
            {
                if (text.StartsWith(blank))
                    text = text[blank.Length..];
                if (text.EndsWith(blank))
                    text = text[..^blank.Length];
            }
        }
        return text;
    }

    /// <summary>A blank is the no-break and the narrow no-break one too, an apostrophe the curly one.</summary>
    private static byte[][] MarksOf(char? mark) => mark switch
    {
        null => [],
        ' ' => [" "u8.ToArray(), "\u00a0"u8.ToArray(), "\u202f"u8.ToArray()],
        '\'' => ["'"u8.ToArray(), "\u2019"u8.ToArray()],
        { } other => [[(byte)other]],
    };
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Pipeline.Benchmarks;

/// <summary>A line of CSV under way, in UTF-8.</summary>
internal sealed class RowText
{
    private readonly byte[] bytes = new byte[1 << 16];
    private int length;

    /// <summary>What is written so far.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    /// <summary>Begins again.</summary>
    public void Clear() => length = 0;

    /// <summary>Adds bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> text)
    {
        text.CopyTo(bytes.AsSpan(length));
        length += text.Length;
    }

    /// <summary>Adds a text as it is.</summary>
    public void Text(string text) => length += Encoding.UTF8.GetBytes(text, bytes.AsSpan(length));

    /// <summary>Adds a text as a field: in quotes where it has to be.</summary>
    public void Field(string text) =>
        Text(text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text);

    /// <summary>Adds a number with so many decimals.</summary>
    public void Number(double value, int decimals)
    {
        var unit = 1L;
        for (var i = 0; i < decimals; i++)
            unit *= 10;
        var units = (long)Math.Round(value * unit);
        if (units < 0)
            bytes[length++] = (byte)'-';
        var (whole, rest) = Math.DivRem(Math.Abs(units), unit);
        length += Formatted(whole, default);
        if (decimals == 0)
            return;
        bytes[length++] = (byte)'.';
        for (var i = decimals - 1; i >= 0; i--, rest /= 10)
            bytes[length + i] = (byte)('0' + (rest % 10));
        length += decimals;
    }

    /// <summary>Adds a number with 17 digits.</summary>
    public void Number(double value) => length += Formatted(value, "G17");

    /// <summary>Adds 128 bits in the groups of a UUID.</summary>
    public void Hexadecimal(ulong high, ulong low)
    {
        Span<byte> bits = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bits, high);
        BinaryPrimitives.WriteUInt64BigEndian(bits[8..], low);
        length += Formatted(new Guid(bits, bigEndian: true), "D");
    }

    private int Formatted<T>(T value, ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable =>
        value.TryFormat(bytes.AsSpan(length), out var written, format, CultureInfo.InvariantCulture)
            ? written
            : throw new InvalidOperationException("a line is longer than planned");
}

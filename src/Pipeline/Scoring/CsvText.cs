using System.Globalization;
using System.Text;

namespace Pipeline.Scoring;

/// <summary>
/// Text of CSV records (RFC 4180, LF) on its way out, as UTF-8; fields are quoted where they have to be. Reused: clear, then write.
/// </summary>
internal sealed class CsvText
{
    private const byte Quote = (byte)'"';
    private byte[] bytes = new byte[1 << 12];
    private int length;
    private bool begun;

    /// <summary>What has been written.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

    /// <summary>Forgets it and keeps the memory.</summary>
    public void Clear() => length = 0;

    /// <summary>Ends the record.</summary>
    public void EndRecord()
    {
        Room(1)[0] = (byte)'\n';
        length++;
        begun = false;
    }

    /// <summary>Writes a field that holds a number.</summary>
    public void Write(float value)
    {
        Separate();
        length += SingleText.Write(value, Room(SingleText.MostBytes));
    }

    /// <summary>Writes a field that holds a number.</summary>
    public void Write(double value)
    {
        Separate();
        value.TryFormat(Room(32), out var written, default, CultureInfo.InvariantCulture);
        length += written;
    }

    /// <summary>Writes a field that holds a text.</summary>
    public void Write(string text)
    {
        Separate();
        var room = Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        var count = Encoding.UTF8.GetBytes(text, room);
        if (IsQuoted(room[..count]))
            WriteQuoted(room[..count].ToArray());
        else
            length += count;
    }

    /// <summary>Writes a field that holds a text.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        Separate();
        if (IsQuoted(text))
        {
            WriteQuoted(text);
            return;
        }
        text.CopyTo(Room(text.Length));
        length += text.Length;
    }

    private static bool IsQuoted(ReadOnlySpan<byte> text) => text.ContainsAny(",\"\r\n"u8);

    private void WriteQuoted(ReadOnlySpan<byte> text)
    {
        var room = Room((2 * text.Length) + 2);
        var i = 0;
        room[i++] = Quote;
        foreach (var character in text)
        {
            room[i++] = character;
            if (character == Quote)
                room[i++] = Quote;
        }
        room[i++] = Quote;
        length += i;
    }

    private void Separate()
    {
        if (begun)
        {
            Room(1)[0] = (byte)',';
            length++;
        }
        begun = true;
    }

    private Span<byte> Room(int count)
    {
        if (bytes.Length - length < count)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + count));
        return bytes.AsSpan(length);
    }
}

using System.Numerics;
using System.Text.Unicode;

namespace Pipeline.Data;

/// <summary>Goes through the records of a block and tells their fields apart, some thousand bytes ahead at a time.</summary>
internal sealed class BlockIndex(byte separator)
{
    private const int Window = 8 << 10;
    private const byte Quote = (byte)'"';

    private CsvBlock block = new();
    private bool valid;

    // Ends of the fields found, and how many of them are found when a record ends.
    private int[] ends = new int[Window + (2 * ByteMask.Width)];
    private int[] recordEnds = new int[Window + (2 * ByteMask.Width)];
    private int found;
    private int records;
    private int nextRecord;
    private int at;
    private bool quoted;

    // The record at hand: its first field among the ends, and its bytes.
    private int first;
    private int next;
    private int start;
    private int nextStart;

    // How many lines there are before a place, to count on from there.
    private int countedTo;
    private long linesBefore;
    private byte[] unquoted = [];

    /// <summary>Number of fields of the record at hand.</summary>
    public int FieldCount => next - first;

    /// <summary>The record at hand, without its line break.</summary>
    public ReadOnlySpan<byte> Raw => block.Bytes[start..End(next - 1)];

    /// <summary>1-based line of the file where the record at hand begins.</summary>
    public long Line
    {
        get
        {
            linesBefore += Quoting.LineBreaks(block.Bytes[countedTo..start]);
            countedTo = start;
            return block.FirstLine + linesBefore;
        }
    }

    /// <summary>Whether the record at hand is UTF-8.</summary>
    public bool IsValid => valid || Utf8.IsValid(Raw);

    /// <summary>Begins with a block; the first record is the next one.</summary>
    public void Begin(CsvBlock records)
    {
        block = records;
        valid = Utf8.IsValid(block.Records);
        (found, this.records, nextRecord, at, quoted) = (0, 0, 0, 0, false);
        (first, next, start, nextStart) = (0, 0, 0, 0);
        (countedTo, linesBefore) = (0, 0);
    }

    /// <summary>Goes to the next record; false after the last.</summary>
    public bool Next()
    {
        if (nextRecord == records && !Scan())
            return false;
        start = nextStart;
        first = next;
        next = recordEnds[nextRecord++];
        nextStart = ends[next - 1] + 1;
        return true;
    }

    /// <summary>The bytes of a field as they stand.</summary>
    public ReadOnlySpan<byte> RawField(int field)
    {
        var i = first + field;
        return block.Bytes[Start(i)..End(i)];
    }

    /// <summary>The bytes that a field means: without quotes around it, doubled ones inside made single.</summary>
    public ReadOnlySpan<byte> Field(int field)
    {
        var raw = RawField(field);
        return block.HasQuotes && raw.Length > 0 && raw[0] == Quote ? Unquote(raw[1..^1]) : raw;
    }

    /// <summary>Reads a field that is a plain decimal number of up to eight digits on each side of its point.</summary>
    public bool TryPlainNumber(int field, out double value)
    {
        var i = first + field;
        var begin = Start(i);
        return DecimalText.TryPlain(block.Bytes, begin, End(i) - begin, out value);
    }

    private int Start(int field) => field == first ? start : ends[field - 1] + 1;

    /// <summary>Only the last field of a record may end with CR and LF.</summary>
    private int End(int field)
    {
        var end = ends[field];
        return field == next - 1 && block.Bytes[end] == '\n' && end > start && block.Bytes[end - 1] == '\r' ? end - 1 : end;
    }

    /// <summary>Finds the fields of the next stretch, until it holds the end of a record; false where none is left.</summary>
    private bool Scan()
    {
        // Of the record that has only begun the fields found so far are kept.
        found -= next;
        ends.AsSpan(next, found).CopyTo(ends);
        (next, records, nextRecord) = (0, 0, 0);
        for (var stop = at + Window; at < block.Length && (at < stop || records == 0); at += ByteMask.Width)
        {
            if (ends.Length < found + (2 * ByteMask.Width))
                Array.Resize(ref ends, ends.Length * 2);
            ScanGroup();
        }
        var rest = records == 0 ? nextStart : ends[recordEnds[records - 1] - 1] + 1;
        if (at >= block.Length && rest < block.Length)
        {
            // The text ends without a line break.
            ends[found++] = block.Length;
            recordEnds[records++] = found;
        }
        return records > 0;
    }

    private void ScanGroup()
    {
        var mask = new ByteMask(block.Bytes, at);
        var lines = mask.LineEnds(block.Bytes, at);
        var fields = (lines | mask.Of(separator)) & ByteMask.Below(block.Length - at);
        if (block.HasQuotes)
        {
            var inside = ByteMask.Parity(mask.Of(Quote)) ^ (quoted ? ulong.MaxValue : 0);
            quoted = inside >> 63 != 0;
            fields &= ~inside;
        }
        lines &= fields;
        for (; lines != 0; lines &= lines - 1)
            recordEnds[records++] = found + BitOperations.PopCount(fields & ByteMask.Below(BitOperations.TrailingZeroCount(lines) + 1));
        for (; fields != 0; fields &= fields - 1)
            ends[found++] = at + BitOperations.TrailingZeroCount(fields);
    }

    private ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> text)
    {
        if (!text.Contains(Quote))
            return text;
        if (unquoted.Length < text.Length)
            unquoted = new byte[text.Length * 2];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            unquoted[length++] = text[i];
            if (text[i] == Quote)
                i++;
        }
        return unquoted.AsSpan(0, length);
    }
}

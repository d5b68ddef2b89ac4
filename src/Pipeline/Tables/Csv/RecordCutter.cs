using System.Numerics;
using System.Runtime.ExceptionServices;

namespace Pipeline.Tables.Csv;

/// <summary>What a cutter came upon.</summary>
internal enum Cut
{
    /// <summary>Whole records.</summary>
    Records,

    /// <summary>The end of the text.</summary>
    End,

    /// <summary>
    /// A record with quotes where RFC 4180 has none, or of an unusual size: where it ends is a matter of reading one by one. The
    /// block holds what was read of it and of the records before it.
    /// </summary>
    Unclear,
}

/// <summary>
/// Cuts a text in stretches of whole records, without looking at their fields. A line end outside quotes ends a record, and as long
/// as every quote stands where RFC 4180 lets it stand, what is outside follows from counting quotes.
/// </summary>
/// <param name="text">UTF-8.</param>
/// <param name="separator">Between fields.</param>
/// <param name="firstLine">1-based line of the file where the text begins.</param>
internal sealed class RecordCutter(Stream text, byte separator, long firstLine = 1)
{
    /// <summary>A block that has grown so large is given with fewer records than asked for.</summary>
    public const int Most = 16 << 20;

    private const int Piece = 64 << 10;
    private const byte Quote = (byte)'"';

    private byte[] rest = [];
    private int restLength;
    private long line = firstLine;
    private bool ended;
    private ExceptionDispatchInfo? broken;

    // Of the block at hand: bytes looked at, records and lines that end there, and whether a quote is open.
    private int at;
    private int records;
    private long lines;
    private bool quoted;

    /// <summary>Fills a block with the next records.</summary>
    /// <param name="block">Gets them.</param>
    /// <param name="rows">Most records.</param>
    /// <exception cref="Exception">Of the stream, once the whole records before it have been given.</exception>
    public Cut Next(CsvBlock block, int rows)
    {
        Begin(block);
        while (true)
        {
            if (Scan(block, rows) is { } cut)
                return cut;
            if (records > 0 && (block.Length > Most || broken is not null))
            {
                // As many as there are.
                rows = records;
                Restart(block);
            }
            else if (ended)
            {
                broken?.Throw();
                return Finish(block);
            }
            else if (block.Length > Most)
            {
                return Cut.Unclear;
            }
            else
            {
                Read(block);
            }
        }
    }

    private void Begin(CsvBlock block)
    {
        block.Length = 0;
        rest.AsSpan(0, restLength).CopyTo(block.Room(restLength));
        block.Length = restLength;
        block.FirstLine = line;
        if (ended)
            Pad(block);
        Restart(block);
    }

    private void Restart(CsvBlock block)
    {
        (at, records, lines, quoted) = (0, 0, 0, false);
        block.HasQuotes = false;
    }

    private void Read(CsvBlock block)
    {
        int read;
        try
        {
            read = text.Read(block.Room(Piece));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            broken = ExceptionDispatchInfo.Capture(error);
            read = 0;
        }
        block.Length += read;
        if (read > 0)
            return;
        ended = true;
        Pad(block);
    }

    /// <summary>No line end may seem to follow the last byte.</summary>
    private static void Pad(CsvBlock block) => block.Room(CsvBlock.Slack)[..CsvBlock.Slack].Clear();

    /// <summary>Looks at the groups whose following byte is known; says what was come upon, or null where more text is needed.</summary>
    private Cut? Scan(CsvBlock block, int rows)
    {
        for (; ended ? at < block.Length : at + ByteMask.Width < block.Length; at += ByteMask.Width)
        {
            var mask = new ByteMask(block.Bytes, at);
            var valid = ByteMask.Below(block.Length - at);
            var ends = mask.LineEnds(block.Bytes, at) & valid;
            var quotes = mask.Of(Quote) & valid;
            var inside = quotes == 0 ? (quoted ? ulong.MaxValue : 0) : ByteMask.Parity(quotes) ^ (quoted ? ulong.MaxValue : 0);
            var outer = ends & ~inside;
            var count = BitOperations.PopCount(outer);
            var last = records + count >= rows ? ByteMask.Nth(outer, rows - records) : -1;
            if (quotes != 0)
            {
                block.HasQuotes = true;
                if (!AreClear(block, last < 0 ? quotes : quotes & ByteMask.Below(last), inside))
                    return Cut.Unclear;
            }
            if (last >= 0)
                return Complete(block, at + last + 1, lines + BitOperations.PopCount(ends & ByteMask.Below(last + 1)));
            records += count;
            lines += BitOperations.PopCount(ends);
            quoted = inside >> 63 != 0;
        }
        return null;
    }

    /// <summary>An opening quote follows a separator, a line end or the quote that it doubles; one of them or the end follows a closing quote.</summary>
    private bool AreClear(CsvBlock block, ulong quotes, ulong inside)
    {
        for (; quotes != 0; quotes &= quotes - 1)
        {
            var bit = BitOperations.TrailingZeroCount(quotes);
            var neighbour = ((inside >> bit) & 1) != 0 ? at + bit - 1 : at + bit + 1;
            if (neighbour >= 0 && neighbour < block.Length && !IsBoundary(block.Bytes[neighbour]))
                return false;
        }
        return true;
    }

    private bool IsBoundary(byte character) => character == separator || character is (byte)'\n' or (byte)'\r' or Quote;

    private Cut Finish(CsvBlock block)
    {
        if (block.Length == 0)
            return Cut.End;
        return quoted ? Cut.Unclear : Complete(block, block.Length, lines);
    }

    private Cut Complete(CsvBlock block, int length, long linesOfBlock)
    {
        restLength = block.Length - length;
        if (rest.Length < restLength)
            rest = new byte[Math.Max(2 * Piece, restLength)];
        block.Bytes[length..block.Length].CopyTo(rest);
        block.Length = length;
        line += linesOfBlock;
        return Cut.Records;
    }
}

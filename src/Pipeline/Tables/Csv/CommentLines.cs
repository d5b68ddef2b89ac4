using Pipeline.Files;

namespace Pipeline.Tables.Csv;

/// <summary>
/// A text whose comment lines have been cut down to what they begin with: quotes and separators in a comment mean nothing, and a line
/// stays a line, so that the others keep their numbers. A line inside quotes is no comment.
/// </summary>
internal sealed class CommentLines(Stream text, byte[] prefix) : ForwardStream
{
    private const byte Quote = (byte)'"';
    private readonly byte[] bytes = new byte[64 << 10];
    private byte[] ready = [];
    private int readyLength;
    private int given;

    // Where it is: at the start of a line how much of the prefix has been seen, in a comment, between quotes.
    private int matched;
    private bool isStart = true;
    private bool isComment;
    private bool isQuoted;

    public override int Read(Span<byte> buffer)
    {
        while (given == readyLength)
        {
            var count = text.Read(bytes);
            (given, readyLength) = (0, 0);
            if (ready.Length < count + prefix.Length)
                ready = new byte[count + prefix.Length];
            if (count == 0)
            {
                Release();
                matched = 0;
                if (readyLength == 0)
                    return 0;
                break;
            }
            foreach (var value in bytes.AsSpan(0, count))
                Take(value);
        }
        var length = Math.Min(buffer.Length, readyLength - given);
        ready.AsSpan(given, length).CopyTo(buffer);
        given += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            text.Dispose();
        base.Dispose(disposing);
    }

    private void Take(byte value)
    {
        var isEnd = value is (byte)'\n' or (byte)'\r';
        if (isStart && !isQuoted && value == prefix[matched])
        {
            matched++;
            if (matched < prefix.Length)
                return;
            Release();
            (isStart, isComment) = (false, true);
            return;
        }
        if (isComment && !isEnd)
            return;
        if (isStart)
            Release();
        if (value == Quote)
            isQuoted = !isQuoted;
        ready[readyLength++] = value;
        isStart = isEnd;
        isComment = false;
    }

    /// <summary>Gives what was held back to be looked at.</summary>
    private void Release()
    {
        prefix.AsSpan(0, matched).CopyTo(ready.AsSpan(readyLength));
        readyLength += matched;
        matched = 0;
    }
}

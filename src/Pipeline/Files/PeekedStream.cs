namespace Pipeline.Files;

/// <summary>A stream whose first bytes have been looked at: gives those first, then the rest.</summary>
internal sealed class PeekedStream : ForwardStream
{
    private readonly Stream inner;
    private readonly byte[] first;
    private readonly int peeked;
    private int given;

    /// <summary>Reads up to <paramref name="count"/> bytes ahead.</summary>
    public PeekedStream(Stream inner, int count)
    {
        this.inner = inner;
        first = new byte[count];
        peeked = inner.ReadAtLeast(first, count, throwOnEndOfStream: false);
    }

    /// <summary>The bytes that were looked at; fewer than asked for where the stream is shorter.</summary>
    public ReadOnlySpan<byte> First => first.AsSpan(0, peeked);

    public override int Read(Span<byte> buffer)
    {
        if (given == peeked)
            return inner.Read(buffer);
        var count = Math.Min(buffer.Length, peeked - given);
        first.AsSpan(given, count).CopyTo(buffer);
        given += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

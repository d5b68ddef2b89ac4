namespace Pipeline.Files.Recoding;

/// <summary>A text of another encoding as UTF-8; what is no character becomes a <see cref="NoCharacter"/>.</summary>
internal abstract class RecodedStream(Stream inner) : ForwardStream
{
    private const int Piece = 32 << 10;

    private readonly byte[] source = new byte[Piece];
    private readonly byte[] ready = new byte[Piece * NoCharacter.MostBytes];
    private int sourceLength;
    private int readyLength;
    private int given;
    private bool ended;

    public sealed override int Read(Span<byte> buffer)
    {
        while (given == readyLength)
        {
            if (ended)
                return 0;
            Fill();
        }
        var count = Math.Min(buffer.Length, readyLength - given);
        ready.AsSpan(given, count).CopyTo(buffer);
        given += count;
        return count;
    }

    /// <summary>Recodes bytes, of which those of a character that is not whole may be left for the next time.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="utf8">Has room for four times as many.</param>
    /// <param name="isEnd">Whether none follow, so that none may be left.</param>
    /// <returns>How many bytes were recoded, and to how many.</returns>
    protected abstract (int Read, int Written) Recode(ReadOnlySpan<byte> bytes, Span<byte> utf8, bool isEnd);

    protected sealed override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        var read = inner.Read(source.AsSpan(sourceLength));
        ended = read == 0;
        sourceLength += read;
        (read, readyLength) = Recode(source.AsSpan(0, sourceLength), ready, ended);
        source.AsSpan(read, sourceLength - read).CopyTo(source);
        sourceLength -= read;
        given = 0;
    }
}

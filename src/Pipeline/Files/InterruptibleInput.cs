namespace Pipeline.Files;

/// <summary>
/// A pipe, such as standard input, whose waiting can be ended, by a signal or by a failure elsewhere in the run. A read of a pipe cannot be stopped;
/// one that is given up is left behind with a buffer of its own, and ends with the process.
/// </summary>
internal sealed class InterruptibleInput(Stream inner, CancellationToken cancel) : Stream
{
    private readonly byte[] received = new byte[1 << 16];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="OperationCanceledException">The token was cancelled before or while waiting.</exception>
    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, received.Length);
        var read = Task.Run(() => inner.Read(received, 0, count), cancel).WaitAsync(cancel).GetAwaiter().GetResult();
        received.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

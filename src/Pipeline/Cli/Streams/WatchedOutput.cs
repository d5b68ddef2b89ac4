using System.Runtime.InteropServices;

namespace Pipeline.Cli.Streams;

/// <summary>
/// Standard output that notices when its reader has gone, as in <c>score MODEL.zip INPUT | head</c>, before the next write fails: a long
/// run would go on for nobody. Windows has no such question to ask: there the run goes on.
/// </summary>
internal sealed class WatchedOutput(Stream inner) : Stream
{
    private const int StandardOutput = 1;
    private const short Error = 0x8;
    private const short HungUp = 0x10;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="ReaderGoneException">Nobody reads any more.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (IOException) when (IsGone())
        {
            throw new ReaderGoneException();
        }
        if (IsGone())
            throw new ReaderGoneException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static bool IsGone()
    {
        if (OperatingSystem.IsWindows())
            return false;
        var asked = new Asked { Descriptor = StandardOutput };
        return Poll(ref asked, 1, 0) > 0 && (asked.Answer & (Error | HungUp)) != 0;
    }

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref Asked asked, nuint count, int milliseconds);

    /// <summary>POSIX's struct pollfd; errors and hang-ups are answered without being asked for.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Asked
    {
        public int Descriptor;
        public short Question;
        public short Answer;
    }
}

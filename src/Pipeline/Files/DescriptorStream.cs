using System.Runtime.InteropServices;

namespace Pipeline.Files;

/// <summary>
/// Writes to a descriptor that was handed over, where it stands: behind what is there already, and behind what others append
/// meanwhile. .NET's own stream keeps a place of its own in the file.
/// </summary>
internal sealed class DescriptorStream(int descriptor) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="IOException">It cannot be written.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var written = Posix.Write(descriptor, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
            if (written >= 0)
                buffer = buffer[(int)written..];
            else
                Wait(Marshal.GetLastPInvokeError());
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Another program may have said of the same pipe that nobody waits for it.</summary>
    private void Wait(int error)
    {
        if (error == Posix.TryAgain)
        {
            var asked = new Posix.Asked { Descriptor = descriptor, Question = Posix.Asked.Writable };
            _ = Posix.Poll(ref asked, 1, -1);
        }
        else if (error != Posix.Interrupted)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }
    }
}

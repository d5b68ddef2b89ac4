using Microsoft.Win32.SafeHandles;
using Pipeline.Model.Problems;

namespace Pipeline.Evaluation;

/// <summary>Bytes that do not fit into memory: a file without a name among the system's temporary ones, gone with the process however that ends.</summary>
internal sealed class SpillFile : IDisposable
{
    private readonly string folder = Path.GetTempPath();
    private readonly SafeFileHandle handle;
    private long length;

    /// <exception cref="ConfigException">No such file can be made.</exception>
    public SpillFile() => handle = Guarded(() =>
    {
        var path = Path.Combine(folder, Path.GetRandomFileName());
        var opened = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
        // Elsewhere a name can be taken off a file that is open, so that not even a kill leaves it.
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return opened;
    });

    /// <summary>Adds bytes at the end.</summary>
    /// <exception cref="ConfigException">There is no room for them.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(handle, bytes, length);
        }
        catch (IOException error)
        {
            throw Refused(error);
        }
        length += bytes.Length;
    }

    /// <summary>Reads bytes that were added.</summary>
    /// <exception cref="ConfigException">They cannot be read.</exception>
    public void Read(long offset, Span<byte> bytes)
    {
        for (var read = 0; read < bytes.Length;)
        {
            try
            {
                var more = RandomAccess.Read(handle, bytes[read..], offset + read);
                read += more > 0 ? more : throw new EndOfStreamException("it ends too early");
            }
            catch (IOException error)
            {
                throw Refused(error);
            }
        }
    }

    public void Dispose() => handle.Dispose();

    private SafeFileHandle Guarded(Func<SafeFileHandle> open)
    {
        try
        {
            return open();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Refused(error);
        }
    }

    private ConfigException Refused(Exception error) => new(
        $"temporary folder '{folder}'", error.Message, "room for the order of the rows, up to 32 bytes for each of more than a million",
            "Free some space there, or name another folder in TMPDIR.", cause: error);
}

using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>
/// A file that appears complete or not at all: written beside its place under another name, flushed to the disk, renamed.
/// Disposed without <see cref="Commit"/>, it leaves nothing behind and what was there before as it was.
/// </summary>
public sealed class AtomicFile : IDisposable
{
    private readonly string target;
    private readonly bool direct;
    private bool renamed;

    private AtomicFile(string target, string temporary, FileStream stream, bool direct)
    {
        this.target = target;
        Temporary = temporary;
        Stream = stream;
        this.direct = direct;
    }

    /// <summary>What to write to.</summary>
    public FileStream Stream { get; }

    /// <summary>Where the bytes are until they are committed.</summary>
    public string Temporary { get; }

    /// <summary>Makes sure that the place can be written to, and opens the temporary file.</summary>
    /// <exception cref="ConfigException">The folder is missing, the path is a folder, or it may not be written.</exception>
    public static AtomicFile Create(string path)
    {
        var full = Path.GetFullPath(path);
        // A device has no content to replace, and must never be replaced itself.
        if (IsDevice(full))
            return new AtomicFile(full, full, Open(path, full, FileMode.Open), direct: true);
        // What a link leads to is replaced, not the link; it may lead to a file that is yet to be made.
        if (new FileInfo(full).LinkTarget is not null)
            full = RealPath.Of(full);
        var folder = Path.GetDirectoryName(full)!;
        if (Directory.Exists(full))
            throw new ConfigException(path, "a directory", "the path of a file to write");
        if (!Directory.Exists(folder))
            throw new ConfigException(path, $"no folder '{folder}'", "a folder that exists", $"Create it: mkdir -p '{folder}'");
        var temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}.tmp");
        return new AtomicFile(full, temporary, Open(path, temporary, FileMode.CreateNew), direct: false);
    }

    /// <summary>Flushes to the disk what has been written, so that the temporary file can be read; nothing more may be written.</summary>
    public void Close()
    {
        if (!direct)
            Stream.Flush(flushToDisk: true);
        Stream.Dispose();
    }

    /// <summary>Puts the file in its place.</summary>
    public void Commit()
    {
        if (Stream.CanWrite)
            Close();
        if (!direct)
        {
            // Who may read the file is not ours to change.
            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(Temporary, File.GetUnixFileMode(target));
            File.Move(Temporary, target, overwrite: true);
        }
        renamed = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        if (!renamed && !direct)
            File.Delete(Temporary);
    }

    /// <summary>/dev/shm holds ordinary files.</summary>
    private static bool IsDevice(string full) => full.StartsWith("/dev/", StringComparison.Ordinal)
        && !full.StartsWith("/dev/shm/", StringComparison.Ordinal) && File.Exists(full);

    private static FileStream Open(string path, string full, FileMode mode)
    {
        try
        {
            return new FileStream(full, mode, FileAccess.Write, FileShare.Read);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException(path, error.Message, "a place that can be written to", cause: error);
        }
    }
}

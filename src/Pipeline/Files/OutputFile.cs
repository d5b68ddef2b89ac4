using Pipeline.Model.Problems;

namespace Pipeline.Files;

/// <summary>
/// A place that bytes go to, by what is there once links are followed: a regular file, or one that is yet to be made, appears complete
/// or not at all (<see cref="AtomicFile"/>); pipes, devices and descriptors are written to as they are (<see cref="DirectOutput"/>).
/// </summary>
internal abstract class OutputFile : IOutput
{
    /// <summary>How the user named it.</summary>
    public string Path { get; }

    /// <summary>What to write to.</summary>
    public abstract Stream Stream { get; }

    /// <summary>Where the bytes can be read again once they are finished; null where they cannot.</summary>
    public abstract string? Temporary { get; }

    /// <inheritdoc/>
    OutputFile IOutput.File => this;

    private protected OutputFile(string path) => Path = path;

    /// <summary>Whether a path is standard output: «-», /dev/stdout and the like.</summary>
    public static bool IsStandardOutput(string path) => path == "-" || Descriptors.Of(path) == Descriptors.StandardOutput;

    /// <summary>Makes sure that the place can be written to, and opens it.</summary>
    /// <param name="path">A path, or «-» for standard output.</param>
    /// <param name="standardOutput">What writes to standard output; left open.</param>
    /// <param name="force">Whether a file of another owner, or one that nobody may write, is replaced too.</param>
    /// <param name="readAgain">Whether what was written is to be read again before it takes its place.</param>
    /// <exception cref="ConfigException">The folder is missing, the path is a folder, or it may not be written.</exception>
    public static OutputFile Open(string path, Func<Stream> standardOutput, bool force = false, bool readAgain = false)
    {
        if (IsStandardOutput(path))
            return new DirectOutput(path, standardOutput(), leaveOpen: true, readAgain);
        if (Descriptors.Of(path) is { } descriptor)
        {
            return Descriptors.IsHandedOver(descriptor)
                ? new DirectOutput(path, new DescriptorStream(descriptor), leaveOpen: false, readAgain)
                : throw new ConfigException(path, "a descriptor that is not open for writing", "one that the caller has opened, as in '3> FILE'");
        }
        return FileStatus.Of(path)?.Kind switch
        {
            null or FileKind.Regular => AtomicFile.Create(path, force),
            FileKind.Directory => throw new ConfigException(path, "a directory", "the path of a file to write"),
            _ => new DirectOutput(path, OpenStream(path, path, FileMode.Open, FileShare.ReadWrite), leaveOpen: false, readAgain),
        };
    }

    /// <inheritdoc/>
    public abstract void Finish();

    /// <summary>Puts what is finished in its place.</summary>
    public abstract void Place();

    /// <summary>Puts the file in its place, where it comes alone.</summary>
    public void Commit()
    {
        Finish();
        Place();
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    private protected static FileStream OpenStream(string path, string full, FileMode mode, FileShare share)
    {
        try
        {
            var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
            // What is not complete is nobody else's to read.
            if (mode == FileMode.CreateNew && !OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new FileStream(full, options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException(path, error.Message, "a place that can be written to", cause: error);
        }
    }
}

using Pipeline.Model.Problems;

namespace Pipeline.Files;

/// <summary>
/// A file that appears complete or not at all: written beside its place under another name, flushed to the disk, renamed.
/// Disposed without <see cref="Place"/>, it leaves nothing behind and what was there before as it was. The temporary file is its
/// owner's alone; the file gets the permissions of the one that it replaces, a new one those that new files get.
/// </summary>
internal sealed class AtomicFile : OutputFile
{
    private const UnixFileMode NewFile =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
    private const UnixFileMode Other = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private readonly string target;
    private readonly FileStream stream;

    /// <summary>Holds the temporary file until it is renamed or gone, so that other runs see whose it is.</summary>
    private readonly FileStream lease;

    private bool finished;
    private bool placed;

    private AtomicFile(string path, string target, FileStream stream, FileStream lease)
        : base(path)
    {
        this.target = target;
        this.stream = stream;
        this.lease = lease;
    }

    /// <inheritdoc/>
    public override Stream Stream => stream;

    /// <summary>Where the bytes are until they are committed.</summary>
    public override string Temporary => stream.Name;

    /// <summary>What earlier runs, which have ended, had left beside the place.</summary>
    internal Leftovers Leftovers { get; private init; } = Leftovers.None;

    /// <summary>The folder whose entry changes.</summary>
    internal string Folder => System.IO.Path.GetDirectoryName(target)!;

    /// <summary>Makes sure that the place can be written to, and opens the temporary file.</summary>
    /// <param name="path">A path of a regular file, or of nothing.</param>
    /// <param name="force">Whether a file of another owner, or one that nobody may write, is replaced too.</param>
    /// <exception cref="ConfigException">The folder is missing, the path is a folder, or it may not be written.</exception>
    public static AtomicFile Create(string path, bool force = false)
    {
        // What a link leads to is replaced, not the link; it may lead to a file that is yet to be made.
        var target = RealPath.Of(path);
        var folder = System.IO.Path.GetDirectoryName(target)!;
        if (Directory.Exists(target))
            throw new ConfigException(path, "a directory", "the path of a file to write");
        if (!Directory.Exists(folder))
            throw new ConfigException(path, $"no folder '{folder}'", "a folder that exists", $"Create it: mkdir -p '{folder}'");
        if (!force)
            RequireOurs(path);
        while (true)
        {
            if (TryOpen(path, System.IO.Path.Combine(folder, Leftovers.NewName(target))) is var (stream, lease))
                return new AtomicFile(path, target, stream, lease) { Leftovers = Leftovers.Remove(target, stream.Name) };
        }
    }

    /// <summary>Flushes to the disk what has been written, so that the temporary file can be read; nothing more may be written.</summary>
    public override void Finish()
    {
        if (finished)
            return;
        stream.Flush();
        Permit();
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        finished = true;
    }

    /// <summary>Puts the file in its place.</summary>
    public override void Place()
    {
        File.Move(Temporary, target, overwrite: true);
        placed = true;
        lease.Dispose();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        try
        {
            stream.Dispose();
        }
        catch (Exception) when (!placed)
        {
            // The disk is full, or the run that was writing was left behind; nobody wants these bytes any more.
        }
        if (!placed)
            File.Delete(Temporary);
        lease.Dispose();
    }

    /// <summary>Makes a temporary file and holds it; null where another run took it for one that is left over, in the moment between.</summary>
    private static (FileStream Stream, FileStream Lease)? TryOpen(string path, string temporary)
    {
        FileStream? stream = null;
        try
        {
            stream = OpenStream(path, temporary, FileMode.CreateNew, FileShare.Read);
            var lease = new FileStream(temporary, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            if (File.Exists(temporary))
                return (stream, lease);
            lease.Dispose();
        }
        catch (ConfigException error) when (error.InnerException is IOException inner && inner.HResult == Posix.TryAgain)
        {
        }
        catch (IOException) when (!File.Exists(temporary))
        {
        }
        stream?.Dispose();
        return null;
    }

    /// <summary>By owner and mode, not by what the system allows: root may do anything, and that is no reason to.</summary>
    private static void RequireOurs(string path)
    {
        const string Remedy = "Name another place, or replace it all the same with --force.";
        if (OperatingSystem.IsWindows() || FileStatus.Of(path) is not { } there)
            return;
        if (there.Owner is { } owner && owner != Posix.User())
            throw new ConfigException(path, FormattableString.Invariant($"a file of another owner (user {owner})"), "a file of one's own, or none", Remedy);
        if (!there.Mode.HasFlag(UnixFileMode.UserWrite))
            throw new ConfigException(path, $"a file that its owner may not write (mode {Convert.ToString((int)there.Mode, 8)})",
                "a file that may be written, or none", Remedy);
    }

    /// <summary>Gives the temporary file the owner and the permissions that the file is to have.</summary>
    private void Permit()
    {
        if (OperatingSystem.IsWindows())
            return;
        if (FileStatus.Of(target) is not { } there)
        {
            // The system tells only when it is told; for the moment between, new files get less.
            var withheld = Posix.Withhold((int)(Group | Other));
            _ = Posix.Withhold(withheld);
            File.SetUnixFileMode(Temporary, NewFile & ~(UnixFileMode)withheld);
            return;
        }
        var mode = there.Mode;
        if (there.Owner is { } owner && FileStatus.Of(Temporary) is { } now && (owner, there.Group) != (now.Owner, now.Group)
            && Posix.Own(Temporary, owner, there.Group) != 0 && Posix.Own(Temporary, Posix.Unchanged, there.Group) != 0)
        {
            // Where the group cannot be kept, no other group gets its rights.
            mode = (mode & ~Group) | (UnixFileMode)((int)(mode & Other) << 3);
        }
        File.SetUnixFileMode(Temporary, mode);
    }
}

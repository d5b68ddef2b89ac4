namespace Pipeline.Files;

/// <summary>What there is at the end of a path, its links followed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Identity">Which it is: device and inode, or the real path where the system tells neither.</param>
internal sealed record FileStatus(FileKind Kind, string Identity)
{
    private const int TypeOfMode = 0xf000;

    /// <summary>Who may do what with it.</summary>
    public UnixFileMode Mode { get; private init; }

    /// <summary>The number of the user whose it is; null where the system does not tell.</summary>
    public uint? Owner { get; private init; }

    /// <summary>The number of its group.</summary>
    public uint Group { get; private init; }

    /// <summary>Whether it is /dev/null, which takes anything from anybody.</summary>
    public bool IsNull { get; private init; }

    /// <summary>What a path leads to; null where there is nothing.</summary>
    public static FileStatus? Of(string path) => Ask(Posix.WorkingDirectory, path, 0, out var status) ? status : Portable(path);

    /// <summary>What there is under a path itself, which may be a link; null where there is nothing, or a link.</summary>
    public static FileStatus? OfNoLink(string path) =>
        Ask(Posix.WorkingDirectory, path, Posix.LinkItself, out var status) ? status : new FileInfo(path).LinkTarget is null ? Portable(path) : null;

    /// <summary>What an open descriptor leads to; null where it is not open, or the system does not tell.</summary>
    public static FileStatus? OfDescriptor(int descriptor) => Ask(descriptor, "", Posix.DescriptorItself, out var status) ? status : null;

    /// <summary>Whether the system answered; of nothing, or of what is no file of any kind, the answer is null.</summary>
    private static bool Ask(int folder, string path, int flags, out FileStatus? status)
    {
        status = null;
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            if (Posix.Statx(folder, path, flags, Posix.Basics, out var found) == 0 && KindOf(found.Mode) is { } kind)
            {
                status = new FileStatus(kind, FormattableString.Invariant($"{found.DeviceMajor}:{found.DeviceMinor}:{found.Inode}"))
                {
                    Mode = (UnixFileMode)(found.Mode & ~TypeOfMode),
                    Owner = found.Owner,
                    Group = found.Group,
                    IsNull = kind == FileKind.CharacterDevice && (found.NodeMajor, found.NodeMinor) == (1, 3),
                };
            }
            return true;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library of before 2018.
            return false;
        }
    }

    private static FileKind? KindOf(int mode) => (mode & TypeOfMode) switch
    {
        0x8000 => FileKind.Regular,
        0x4000 => FileKind.Directory,
        0x1000 => FileKind.Pipe,
        0xc000 => FileKind.Socket,
        0x2000 => FileKind.CharacterDevice,
        0x6000 => FileKind.BlockDevice,
        _ => null,
    };

    /// <summary>As far as .NET knows it.</summary>
    private static FileStatus? Portable(string path)
    {
        var real = RealPath.Of(path);
        if (Directory.Exists(real))
            return new FileStatus(FileKind.Directory, real);
        if (!File.Exists(real))
            return null;
        var device = real.StartsWith("/dev/", StringComparison.Ordinal) && !real.StartsWith("/dev/shm/", StringComparison.Ordinal);
        return new FileStatus(device ? FileKind.CharacterDevice : FileKind.Regular, real)
        {
            IsNull = real == "/dev/null",
            Mode = OperatingSystem.IsWindows() ? UnixFileMode.UserWrite : File.GetUnixFileMode(real),
        };
    }
}

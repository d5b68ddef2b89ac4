using System.Runtime.InteropServices;

namespace Pipeline.Files;

/// <summary>What .NET has no words for: who owns a file, which file it is, what a descriptor leads to, and a folder's flush.</summary>
internal static class Posix
{
    /// <summary>Argument of <see cref="Statx"/>: relative paths are of the working directory.</summary>
    public const int WorkingDirectory = -100;

    /// <summary>Argument of <see cref="Statx"/>: a link itself, not what it leads to.</summary>
    public const int LinkItself = 0x100;

    /// <summary>Argument of <see cref="Statx"/>: the descriptor itself, under an empty path.</summary>
    public const int DescriptorItself = 0x1000;

    /// <summary>Argument of <see cref="Statx"/>: type, mode, owner and inode.</summary>
    public const uint Basics = 0x7ff;

    /// <summary>Argument of <see cref="Control"/>: its flags, of which 1 is «closed when another program takes over».</summary>
    public const int DescriptorFlags = 1;

    /// <summary>Argument of <see cref="Control"/>: how it was opened; the lowest two bits are 0 for reading alone.</summary>
    public const int OpenFlags = 3;

    /// <summary>An owner or a group that stays as it is.</summary>
    public const uint Unchanged = uint.MaxValue;

    public const int Interrupted = 4;

    public const int InputOutputError = 5;

    /// <summary>EAGAIN, which the BSDs number otherwise.</summary>
    public static readonly int TryAgain = OperatingSystem.IsLinux() ? 11 : 35;

    public const int NoSpace = 28;

    /// <summary>EDQUOT, which they do too.</summary>
    public static readonly int OverQuota = OperatingSystem.IsLinux() ? 122 : 69;

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, out Status status);

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Control(int descriptor, int question);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint Write(int descriptor, ref byte bytes, nuint count);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Poll(ref Asked asked, nuint count, int milliseconds);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "chown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Own([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern uint User();

    /// <summary>Sets which permissions new files do not get, and returns which they did not get before.</summary>
    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Withhold(int mode);

    /// <summary>The beginning of Linux's struct statx, whose layout is the same on every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public struct Status
    {
        [FieldOffset(20)]
        public uint Owner;
        [FieldOffset(24)]
        public uint Group;
        [FieldOffset(28)]
        public ushort Mode;
        [FieldOffset(32)]
        public ulong Inode;
        [FieldOffset(128)]
        public uint NodeMajor;
        [FieldOffset(132)]
        public uint NodeMinor;
        [FieldOffset(136)]
        public uint DeviceMajor;
        [FieldOffset(140)]
        public uint DeviceMinor;
    }

    /// <summary>POSIX's struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Asked
    {
        public const short Writable = 4;

        public int Descriptor;
        public short Question;
        public short Answer;
    }
}

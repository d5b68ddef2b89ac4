using System.Runtime.InteropServices;

namespace Pipeline.Cli.Streams;

/// <summary>How many files the process may have open at once. .NET keeps each of its libraries open: some 120 for the largest run.</summary>
internal static class OpenFiles
{
    /// <summary>What a run needs, with some to spare; inputs do not add to it.</summary>
    public const ulong Needed = 160;

    private const int OpenFilesOfLinux = 7;

    /// <summary>Raises a limit that is too low, where the system lets it be raised. What is allowed after that; null where nobody tells.</summary>
    public static ulong? Allow()
    {
        if (!OperatingSystem.IsLinux() || Ask(OpenFilesOfLinux, out var limit) != 0)
            return null;
        if (limit.Soft >= Needed)
            return limit.Soft;
        var raised = new Limit { Soft = Needed, Hard = Math.Max(limit.Hard, Needed) };
        return Set(OpenFilesOfLinux, ref raised) == 0 ? Needed : limit.Soft;
    }

    [DllImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Ask(int resource, out Limit limit);

    [DllImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Set(int resource, ref Limit limit);

    /// <summary>Linux's struct rlimit on 64 bits.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}

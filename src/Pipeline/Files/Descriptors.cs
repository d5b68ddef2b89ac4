namespace Pipeline.Files;

/// <summary>Paths that are no places but descriptors of this process: /dev/stdout, /dev/fd/3, /proc/self/fd/3, and links to them.</summary>
internal static class Descriptors
{
    public const int StandardInput = 0;
    public const int StandardOutput = 1;
    private const int MostLinks = 40;

    /// <summary>The descriptor that a path stands for; null where it is a path like others.</summary>
    public static int? Of(string path)
    {
        if (OperatingSystem.IsWindows())
            return null;
        var full = Path.GetFullPath(path);
        for (var i = 0; i < MostLinks && Path.GetDirectoryName(full) is { } folder; i++)
        {
            folder = RealPath.Of(folder);
            if (IsOurs(folder) && int.TryParse(Path.GetFileName(full), out var number))
                return number;
            full = Path.Combine(folder, Path.GetFileName(full));
            if (new FileInfo(full).LinkTarget is not { } target)
                return null;
            full = Path.GetFullPath(target, folder);
        }
        return null;
    }

    /// <summary>
    /// Whether whoever started this process handed the descriptor over, open for writing. Those that .NET opens for itself are closed
    /// when another program takes over; one that was handed over cannot be of that kind.
    /// </summary>
    public static bool IsHandedOver(int descriptor) =>
        Posix.Control(descriptor, Posix.DescriptorFlags) == 0 && (Posix.Control(descriptor, Posix.OpenFlags) & 3) != 0;

    private static bool IsOurs(string folder)
    {
        var process = FormattableString.Invariant($"/proc/{Environment.ProcessId}");
        return folder == "/dev/fd" || folder == $"{process}/fd"
            || (folder.StartsWith($"{process}/task/", StringComparison.Ordinal) && folder.EndsWith("/fd", StringComparison.Ordinal));
    }
}

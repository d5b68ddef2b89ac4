using System.Runtime.InteropServices;

namespace Pipeline.Cli.Streams;

/// <summary>
/// A caller may have closed standard input, output or error. Then .NET takes the free descriptor for a pipe of its own, which the program
/// would read from and write to. It cannot give that back; so the process begins again, with /dev/null in the gap.
/// </summary>
internal static class StandardStreams
{
    private const int DescriptorFlags = 1;
    private const int ReadAndWrite = 2;

    /// <summary>Begins the process again where a stream is closed, and does not return then.</summary>
    public static void Complete()
    {
        if (!OperatingSystem.IsLinux())
            return;
        if (!IsClosed(0) && !IsClosed(1) && !IsClosed(2))
            return;
        var nothing = Open("/dev/null", ReadAndWrite);
        if (nothing < 0)
            return;
        for (var stream = 0; stream < 3; stream++)
        {
            if (stream != nothing && IsClosed(stream))
                _ = Replace(nothing, stream);
        }
        _ = Execute("/proc/self/exe", Arguments());
    }

    /// <summary>What the caller handed over stays open in the next program; what .NET opened for itself does not.</summary>
    private static bool IsClosed(int stream) => Control(stream, DescriptorFlags) != 0;

    /// <summary>The words of the command line as bytes, each with its end, and null behind the last.</summary>
    private static nint[] Arguments()
    {
        var words = new List<nint>();
        var rest = File.ReadAllBytes("/proc/self/cmdline").AsSpan();
        while (rest.IndexOf((byte)0) is var end and >= 0)
        {
            var word = Marshal.AllocHGlobal(end + 1);
            Marshal.Copy(rest[..(end + 1)].ToArray(), 0, word, end + 1);
            words.Add(word);
            rest = rest[(end + 1)..];
        }
        return [.. words, 0];
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, int question);

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Replace(int descriptor, int replaced);

    [DllImport("libc", EntryPoint = "execv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Execute([MarshalAs(UnmanagedType.LPUTF8Str)] string program, nint[] arguments);
}

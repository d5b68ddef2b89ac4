using System.Runtime.InteropServices;

namespace Pipeline.Cli.Streams;

/// <summary>
/// Columns of the terminal that standard error goes to. .NET's own answer is of the terminal that it finds for standard output; so on
/// Linux the system is asked.
/// </summary>
internal static class TerminalWidth
{
    private const int StandardError = 2;
    private const nuint TellSize = 0x5413;

    /// <summary>Columns at this moment; 0 where nobody knows.</summary>
    public static int Now()
    {
        if (OperatingSystem.IsLinux())
            return Ask(StandardError, TellSize, out var size) == 0 ? size.Columns : 0;
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    [DllImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Ask(int descriptor, nuint question, out Size answer);

    /// <summary>Linux's struct winsize.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Size
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}

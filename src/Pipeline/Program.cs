using System.Globalization;
using System.Runtime.InteropServices;
using Pipeline.Cli;
using Pipeline.Cli.Streams;

namespace Pipeline;

/// <summary>Where the process starts: streams, culture, signals, then the command line.</summary>
internal static class EntryPoint
{
    /// <summary>Milliseconds within which signals count as one.</summary>
    private const long Together = 500;

    // Kept to the end of the process: were they given back when the command has cleaned up, the second of two signals would end it
    // with another exit code.
    private static PosixSignalRegistration?[] signals = [];

    private static int Main(string[] args)
    {
        StandardStreams.Complete();
        // One culture for every thread, whatever the machine says.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

        var cancel = new CancellationTokenSource();
        long first = 0;
        void Interrupt(PosixSignalContext context)
        {
            // The first signal lets the command clean up; a later one ends the process as signals do. GNU timeout signals a process
            // and then its group, so two at once are one.
            if (!cancel.IsCancellationRequested)
                first = Environment.TickCount64;
            context.Cancel = Environment.TickCount64 - first < Together;
            cancel.Cancel();
        }

        signals = Signals.Hear(Interrupt);
        var code = CommandLine.Run(args, Terminal.OfProcess(), cancel.Token);
        // What was interrupted may still compute in a native library, which the ordinary end would take apart under it.
        if (cancel.IsCancellationRequested && !OperatingSystem.IsWindows())
            EndNow(code);
        return code;
    }

    [DllImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void EndNow(int code);
}

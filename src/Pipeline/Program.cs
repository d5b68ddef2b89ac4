using System.Globalization;
using System.Runtime.InteropServices;
using Pipeline.Cli;

namespace Pipeline;

/// <summary>Where the process starts: culture, signals, then the command line.</summary>
internal static class EntryPoint
{
    private static int Main(string[] args)
    {
        // One culture for every thread, whatever the machine says.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

        using var cancel = new CancellationTokenSource();
        void Interrupt(PosixSignalContext context)
        {
            // The first signal lets the command clean up; the second one ends the process as signals do.
            context.Cancel = !cancel.IsCancellationRequested;
            cancel.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        return CommandLine.Run(args, Terminal.OfProcess(), cancel.Token);
    }
}

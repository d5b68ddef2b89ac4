using System.Globalization;
using System.Runtime.InteropServices;

namespace Pipeline.Cli.Streams;

/// <summary>The signals that ask the process to end.</summary>
internal static class Signals
{
    /// <summary>Those to listen to: what the caller had the process ignore, as nohup does with SIGHUP, stays ignored.</summary>
    public static IEnumerable<PosixSignal> ToHear()
    {
        var ignored = Ignored();
        return new[] { (PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2), (PosixSignal.SIGQUIT, 3), (PosixSignal.SIGTERM, 15) }
            .Where(signal => (ignored >> (signal.Item2 - 1) & 1) == 0).Select(signal => signal.Item1);
    }

    /// <summary>A bit for each signal that is ignored, the lowest for signal 1; where the system does not tell, none.</summary>
    private static ulong Ignored()
    {
        const string Name = "SigIgn:";
        if (!OperatingSystem.IsLinux())
            return 0;
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        return line is null ? 0 : ulong.Parse(line.AsSpan(Name.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}

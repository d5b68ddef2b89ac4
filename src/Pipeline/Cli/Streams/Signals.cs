using System.Runtime.InteropServices;

namespace Pipeline.Cli.Streams;

/// <summary>The signals that ask the process to end.</summary>
internal static class Signals
{
    /// <summary>Listens to them: but what the caller had the process ignore, as nohup does with SIGHUP, stays ignored.</summary>
    /// <param name="handler">Hears them.</param>
    /// <returns>What keeps listening; in places of signals that stay ignored there is nothing.</returns>
    public static PosixSignalRegistration?[] Hear(Action<PosixSignalContext> handler)
    {
        var ignored = Ignored();
        return
        [
            Hear(PosixSignal.SIGHUP, 1, ignored, handler), Hear(PosixSignal.SIGINT, 2, ignored, handler), Hear(PosixSignal.SIGQUIT, 3, ignored, handler),
            Hear(PosixSignal.SIGTERM, 15, ignored, handler),
        ];
    }

    private static PosixSignalRegistration? Hear(PosixSignal signal, int number, ulong ignored, Action<PosixSignalContext> handler) =>
        (ignored >> (number - 1) & 1) == 0 ? PosixSignalRegistration.Create(signal, handler) : null;

    /// <summary>A bit for each signal that is ignored, the lowest for signal 1; where the system does not tell, none.</summary>
    private static ulong Ignored()
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        var status = File.ReadAllBytes("/proc/self/status").AsSpan();
        var at = status.IndexOf("\nSigIgn:\t"u8);
        ulong bits = 0;
        for (var i = at + "\nSigIgn:\t"u8.Length; at >= 0 && i < status.Length && char.IsAsciiHexDigit((char)status[i]); i++)
            bits = (bits << 4) | (uint)Convert.ToInt32(((char)status[i]).ToString(), 16);
        return bits;
    }
}

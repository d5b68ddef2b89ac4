using System.Diagnostics;
using System.Globalization;

namespace Pipeline.Benchmarks;

/// <summary>What one run of a process cost.</summary>
/// <param name="Wall">Seconds from start to exit.</param>
/// <param name="Cpu">Seconds of processor time, user and system.</param>
/// <param name="PeakMiB">The most memory that was resident.</param>
internal sealed record ProcessRun(double Wall, double Cpu, double PeakMiB)
{
    private const string Timer = "/usr/bin/time";

    /// <summary>Runs a command under GNU time and waits for it.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it said.</exception>
    public static ProcessRun Of(params IReadOnlyList<string> command)
    {
        if (!File.Exists(Timer))
            throw new InvalidOperationException($"{Timer} is missing: install the package time");
        var figures = Path.GetTempFileName();
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Timer, ["-f", "%e %U %S %M", "-o", figures, .. command])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{string.Join(' ', command)}: exit code {process.ExitCode}\n{output.Result}\n{error}");
            var numbers = File.ReadAllLines(figures)[^1].Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
            return new ProcessRun(numbers[0], numbers[1] + numbers[2], numbers[3] / 1024);
        }
        finally
        {
            File.Delete(figures);
        }
    }
}

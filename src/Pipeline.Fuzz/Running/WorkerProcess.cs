using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Pipeline.Fuzz.Running;

/// <summary>The driver's end of a worker: asks it, and watches its time and its memory. A worker that has ended is started anew.</summary>
/// <param name="fixtures">Where the models are.</param>
internal sealed class WorkerProcess(string fixtures) : IDisposable
{
    /// <summary>Of the processor: a case takes some milliseconds, a training less than a second, and a busy machine changes nothing in that.</summary>
    private static readonly TimeSpan most = TimeSpan.FromSeconds(30);

    /// <summary>Of the clock, for a process that waits for ever.</summary>
    private static readonly TimeSpan mostWaiting = TimeSpan.FromMinutes(5);

    private const long MostBytes = 1L << 30;
    private const int MostLines = 8;

    /// <summary>What .NET and the libraries take beside the heap.</summary>
    private const long BesideTheHeap = 512L << 20;

    private readonly Queue<string> said = [];
    private Process? process;

    /// <summary>Asks for a case.</summary>
    public Verdict Ask(CaseName name)
    {
        process ??= Start();
        var answer = ReadAnswer(process.StandardOutput);
        process.StandardInput.WriteLine(JsonSerializer.Serialize(name));
        process.StandardInput.Flush();
        var (clock, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        while (!answer.Wait(TimeSpan.FromMilliseconds(50)))
        {
            process.Refresh();
            if (process.HasExited)
                continue;
            if (process.WorkingSet64 > MostBytes + BesideTheHeap)
                return Ended("memory", $"more than {MostBytes >> 20:N0} MiB in use");
            if (process.TotalProcessorTime - before > most || clock.Elapsed > mostWaiting)
                return Ended("no end", $"no answer after {most.TotalSeconds:N0} s of the processor, or {mostWaiting.TotalMinutes:N0} minutes of waiting");
        }
        if (answer.Result is { } verdict)
            return verdict;
        process.WaitForExit();
        lock (said)
            return Ended($"the process ended with {process.ExitCode}", $"a worker died of it. {string.Join(' ', said)}");
    }

    public void Dispose() => End();

    private Verdict Ended(string kind, string detail)
    {
        var code = End();
        return new Verdict(code, kind, detail);
    }

    private int End()
    {
        if (process is null)
            return 0;
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        var code = process.ExitCode;
        process.Dispose();
        process = null;
        return code;
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Worker).Assembly.Location, "worker", fixtures])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = MostBytes.ToString("X", CultureInfo.InvariantCulture);
        var started = Process.Start(start)!;
        said.Clear();
        started.ErrorDataReceived += (_, line) => Note(line.Data);
        started.BeginErrorReadLine();
        return started;
    }

    private void Note(string? line)
    {
        lock (said)
        {
            if (line is not null && said.Count < MostLines)
                said.Enqueue(line);
        }
    }

    /// <summary>The next answer; null where the process ends before it.</summary>
    private static Task<Verdict?> ReadAnswer(StreamReader output) => Task.Run(() =>
    {
        while (output.ReadLine() is { } line)
        {
            if (line.IndexOf(Worker.Answer, StringComparison.Ordinal) is var at and >= 0)
                return JsonSerializer.Deserialize<Verdict>(line[(at + 1)..]);
        }
        return null;
    });
}

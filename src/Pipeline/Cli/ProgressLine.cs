using System.Diagnostics;
using System.Globalization;
using Pipeline.Model;

namespace Pipeline.Cli;

/// <summary>One line on a terminal, rewritten a few times a second: stage, rows, rows a second, time left.</summary>
internal sealed class ProgressLine(TextWriter error) : IProgress<RunProgress>, IDisposable
{
    private const string Erase = "\r\x1b[K";
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(200);
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TimeSpan begun;
    private TimeSpan next = pause;
    private string stage = "";
    private bool shown;

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        if (value.Stage == stage && watch.Elapsed < next)
            return;
        if (value.Stage != stage)
            begun = watch.Elapsed;
        stage = value.Stage;
        next = watch.Elapsed + pause;
        shown = true;
        error.Write(Erase + Text(value, watch.Elapsed - begun));
        error.Flush();
    }

    /// <summary>The line's text. A stage that has just begun has no speed yet.</summary>
    /// <param name="value">How far the stage is.</param>
    /// <param name="elapsed">Since the stage was first heard of.</param>
    internal static string Text(RunProgress value, TimeSpan elapsed)
    {
        var seconds = elapsed.TotalSeconds;
        var text = string.Create(CultureInfo.InvariantCulture, $"{value.Stage}: {value.Rows:N0} rows");
        if (elapsed < pause)
            return text;
        text += string.Create(CultureInfo.InvariantCulture, $", {value.Rows / seconds:N0} rows/s");
        if (value.TotalBytes is { } total && value.BytesRead > 0 && value.BytesRead <= total)
            text += string.Create(CultureInfo.InvariantCulture, $", {TimeSpan.FromSeconds(Math.Ceiling(seconds * (total - value.BytesRead) / value.BytesRead)):c} left");
        return text;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (shown)
            error.Write(Erase);
    }
}

using System.Diagnostics;
using System.Globalization;
using Pipeline.Model;

namespace Pipeline.Cli.Streams;

/// <summary>One line on a terminal, rewritten a few times a second: stage, rows, rows a second, time left.</summary>
/// <param name="error">Where it is written.</param>
/// <param name="width">Columns of the terminal at this moment; 0 where nobody knows.</param>
internal sealed class ProgressLine(TextWriter error, Func<int> width) : IProgress<RunProgress>, IDisposable
{
    private const string Erase = "\r\x1b[K";
    private const int Narrow = 80;
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
        error.Write(Erase + Clip(Text(value, watch.Elapsed - begun), width()));
        error.Flush();
    }

    /// <summary>The line's text. A stage that has just begun has no speed yet.</summary>
    /// <param name="value">How far the stage is.</param>
    /// <param name="elapsed">Since the stage was first heard of.</param>
    internal static string Text(RunProgress value, TimeSpan elapsed)
    {
        var seconds = elapsed.TotalSeconds;
        var text = string.Create(CultureInfo.InvariantCulture, $"{value.Stage}: {value.Rows:N0} rows");
        if (value.Words is { } words)
            text += $", {words}";
        if (elapsed < pause)
            return text;
        if (value.IsRepeated)
            return text + string.Create(CultureInfo.InvariantCulture, $", {seconds:N0} s");
        text += string.Create(CultureInfo.InvariantCulture, $", {value.Rows / seconds:N0} rows/s");
        if (value.TotalBytes is { } total && value.BytesRead > 0 && value.BytesRead <= total)
        {
            var left = TimeSpan.FromSeconds(Math.Ceiling(seconds * (total - value.BytesRead) / value.BytesRead));
            text += string.Create(CultureInfo.InvariantCulture, $", {left:c} left");
        }
        return text;
    }

    /// <summary>A line of one column less than the terminal has: a longer one would go on in the next line, where nothing erases it.</summary>
    /// <param name="text">The line.</param>
    /// <param name="columns">Columns of the terminal; where nobody knows them, of a narrow one.</param>
    internal static string Clip(string text, int columns)
    {
        var most = (columns > 0 ? columns : Narrow) - 1;
        return text.Length <= most ? text : most < 2 ? "" : text[..(most - 1)] + "…";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (shown)
            error.Write(Erase);
    }
}

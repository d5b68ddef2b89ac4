using Pipeline.Commands;

namespace Pipeline.Cli.Streams;

/// <summary>Where the program reads and writes; tests hand in their own.</summary>
/// <param name="In">Standard input, opened when it is first needed.</param>
/// <param name="Out">Standard output as bytes, for data.</param>
/// <param name="Text">Standard output as text.</param>
/// <param name="Error">Standard error.</param>
/// <param name="ErrorIsTerminal">Whether a person watches standard error on a terminal that can erase a line.</param>
/// <param name="Colour">Whether that person wants colour.</param>
/// <param name="OutputIsTerminal">Whether standard output goes to a terminal, where progress would stand among the data.</param>
internal sealed record Terminal(
    Func<Stream> In, Func<Stream> Out, TextWriter Text, TextWriter Error, bool ErrorIsTerminal, bool Colour, bool OutputIsTerminal = false)
{
    /// <summary>Columns of the terminal at this moment; 0 where nobody knows.</summary>
    public Func<int> Width { get; init; } = () => 0;

    /// <summary>What the caller types to start the program.</summary>
    public string Program { get; init; } = ProgramName.OfProcess();

    /// <summary>The terminal of the process. NO_COLOR (no-color.org) and a dumb or unknown terminal are respected.</summary>
    public static Terminal OfProcess()
    {
        // Windows sets no TERM, and its terminals can do what is asked of them here.
        var terminal = !Console.IsErrorRedirected
            && (OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb");
        var colour = terminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        // What a library prints is no part of the outcome, least of all of a JSON document.
        var text = Console.Out;
        Console.SetOut(Console.Error);
        return new Terminal(
            () => StandardInput.Open(Console.OpenStandardInput),
            // .NET's own stream drops without a word what nobody reads, and while it waits for a reader, standard error waits too.
            () => new WatchedOutput(OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : Outputs.OfDescriptor(1)),
            text, Console.Error, terminal, colour, !Console.IsOutputRedirected)
        {
            Width = TerminalWidth.Now,
        };
    }
}

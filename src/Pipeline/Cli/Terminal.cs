namespace Pipeline.Cli;

/// <summary>Where the program reads and writes; tests hand in their own.</summary>
/// <param name="In">Standard input, opened when it is first needed.</param>
/// <param name="Out">Standard output as bytes, for data.</param>
/// <param name="Text">Standard output as text.</param>
/// <param name="Error">Standard error.</param>
/// <param name="ErrorIsTerminal">Whether a person watches standard error.</param>
/// <param name="Colour">Whether that person wants colour.</param>
internal sealed record Terminal(Func<Stream> In, Func<Stream> Out, TextWriter Text, TextWriter Error, bool ErrorIsTerminal, bool Colour)
{
    /// <summary>The terminal of the process. NO_COLOR (no-color.org) and a dumb terminal are respected.</summary>
    public static Terminal OfProcess()
    {
        var terminal = !Console.IsErrorRedirected;
        var colour = terminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new Terminal(Console.OpenStandardInput, Console.OpenStandardOutput, Console.Out, Console.Error, terminal, colour);
    }
}

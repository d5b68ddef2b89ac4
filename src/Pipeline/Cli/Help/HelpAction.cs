using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Pipeline.Cli.Streams;
using Pipeline.Model.Problems;

namespace Pipeline.Cli.Help;

/// <summary>Shows the help of a command: short for -h and -?, in full for --help. It wins over whatever is wrong with the other words.</summary>
/// <param name="terminal">Where it goes.</param>
internal sealed class HelpAction(Terminal terminal) : SynchronousCommandLineAction
{
    private const string InFull = "--help";

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Takes the place of the library's help in every command.</summary>
    public static void AddTo(RootCommand root, Terminal terminal)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new HelpAction(terminal);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var page = new HelpPage(parseResult.CommandResult.Command, terminal.Program);
        foreach (var line in parseResult.Tokens.Any(token => token.Value == InFull) ? page.InFull(terminal.Width()) : page.Short())
            terminal.Text.WriteLine(Printable.Line(line));
        terminal.Text.Flush();
        return (int)ExitCode.Done;
    }
}

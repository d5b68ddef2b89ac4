using System.CommandLine;
using Pipeline.Cli.Help;
using Pipeline.Cli.Streams;
using Pipeline.Commands;

namespace Pipeline.Cli.Arguments;

/// <summary>What a command writes to.</summary>
/// <param name="terminal">Where standard output is.</param>
internal sealed class OutputArguments(Terminal terminal)
{
    private readonly HelpedOption<bool> force = new("--force", "Replace outputs of another user, too")
    {
        Description = "Replace outputs that belong to another user, or that their owner may not write, too.",
    };

    /// <summary>Whether the summary is to be a document.</summary>
    public Option<bool> Json { get; } = new HelpedOption<bool>("--json", "Print one JSON document")
    {
        Description = "Print one JSON document on standard output, errors included.",
    };

    /// <summary>Adds the option of commands that write files.</summary>
    public void AddTo(Command command) => command.Options.Add(force);

    /// <summary>What a run writes to.</summary>
    public Outputs Read(ParseResult result) => new(terminal.Out) { Force = result.GetValue(force), Json = result.GetValue(Json) };
}

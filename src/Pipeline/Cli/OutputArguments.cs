using System.CommandLine;
using Pipeline.Commands;

namespace Pipeline.Cli;

/// <summary>What a command writes to, and the option of those that write files.</summary>
/// <param name="json">Whether the summary is to be a document.</param>
/// <param name="terminal">Where standard output is.</param>
internal sealed class OutputArguments(Option<bool> json, Terminal terminal)
{
    private readonly Option<bool> force = new("--force")
    {
        Description = "Replace outputs that belong to another user, or that their owner may not write, too.",
    };

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Options.Add(force);

    /// <summary>What a run writes to.</summary>
    public Outputs Read(ParseResult result) => new(terminal.Out) { Force = result.GetValue(force), Json = result.GetValue(json) };
}

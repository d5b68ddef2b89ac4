using System.CommandLine;
using Pipeline.Cli.Help;
using Pipeline.Cli.Streams;

namespace Pipeline.Cli.Arguments;

/// <summary>Words that mean the same in every command that has them.</summary>
/// <param name="terminal">Where standard output is.</param>
internal sealed class SharedArguments(Terminal terminal)
{
    /// <summary>The zip.</summary>
    public Argument<string> Model { get; } = new HelpedArgument<string>("MODEL.zip", "A model.zip that train wrote");

    /// <summary>The keys.</summary>
    public KeyArguments Keys { get; } = new();

    /// <summary>What is written, and whether the summary is a document.</summary>
    public OutputArguments Writing { get; } = new(terminal);

    /// <summary>Standard input of the process.</summary>
    public Func<Stream> StandardInput => terminal.In;
}

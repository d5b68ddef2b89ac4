using System.CommandLine;
using System.Globalization;
using Pipeline.Cli.Arguments;
using Pipeline.Cli.Commands;
using Pipeline.Cli.Help;
using Pipeline.Cli.Running;
using Pipeline.Cli.Streams;

namespace Pipeline.Cli;

/// <summary>The command line: each command has its words in Cli/Commands, and works in Commands.</summary>
internal static class CommandLine
{
    private static readonly Words[] commands =
    [
        new("train", TrainWords.Create), new("evaluate", EvaluateWords.Create), new("score", ScoreWords.Create),
        new("threshold", ThresholdWords.Create), new("export", ExportWords.Create), new("inspect", InspectWords.Create),
        new("trainers", TrainersWords.Create), new("devices", DevicesWords.Create), new("gpu-check", GpuCheckWords.Create),
    ];

    /// <summary>Runs a command line and returns the exit code.</summary>
    public static int Run(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancel = default)
    {
        var (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            // Some of ML.NET's trainers and transforms keep numbers as text in the culture of the moment.
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
            Runner.Prepare(args);
            var runner = new Runner(terminal, cancel);
            return runner.Invoke(Root(runner, terminal, args.Count > 0 ? args[0] : null), args);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }

    /// <summary>All commands, in the order in which help lists them.</summary>
    internal static RootCommand Root(Runner runner, Terminal terminal) => Root(runner, terminal, null);

    /// <summary>The commands that a command line needs: one alone where its first word names it, since to make them all takes a good part of a start.</summary>
    private static RootCommand Root(Runner runner, Terminal terminal, string? first)
    {
        var shared = new SharedArguments(terminal);
        var root = new RootCommand("Trains, evaluates and scores tabular models from one zip: the figure you measured is the figure you ship.");
        var named = Array.Find(commands, command => command.Name == first);
        foreach (var command in named is null ? commands : [named])
            root.Add(command.Create(runner, shared));
        HelpAction.AddTo(root, terminal);
        return root;
    }

    /// <summary>What makes the words of a command.</summary>
    private sealed record Words(string Name, Func<Runner, SharedArguments, HelpedCommand> Create);
}

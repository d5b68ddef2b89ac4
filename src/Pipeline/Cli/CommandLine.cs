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
    private static readonly string[] names = ["train", "evaluate", "score", "threshold", "export", "inspect", "trainers", "devices", "gpu-check"];

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
        if (Named(first ?? "", runner, shared) is { } one)
            root.Add(one);
        else
        {
            foreach (var name in names)
                root.Add(Named(name, runner, shared)!);
        }
        HelpAction.AddTo(root, terminal);
        return root;
    }

    private static HelpedCommand? Named(string name, Runner runner, SharedArguments shared) => name switch
    {
        "train" => TrainWords.Create(runner, shared),
        "evaluate" => EvaluateWords.Create(runner, shared),
        "score" => ScoreWords.Create(runner, shared),
        "threshold" => ThresholdWords.Create(runner, shared),
        "export" => ExportWords.Create(runner, shared),
        "inspect" => InspectWords.Create(runner, shared),
        "trainers" => TrainersWords.Create(runner, shared),
        "devices" => DevicesWords.Create(runner, shared),
        "gpu-check" => GpuCheckWords.Create(runner, shared),
        _ => null,
    };
}

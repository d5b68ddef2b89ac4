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
    /// <summary>Runs a command line and returns the exit code.</summary>
    public static int Run(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancel = default)
    {
        var (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            // Some of ML.NET's trainers and transforms keep numbers as text in the culture of the moment.
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
            var runner = new Runner(terminal, cancel);
            return runner.Invoke(Root(runner, terminal), args);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }

    /// <summary>All commands, in the order in which help lists them.</summary>
    internal static RootCommand Root(Runner runner, Terminal terminal)
    {
        var shared = new SharedArguments(terminal);
        var root = new RootCommand("Trains, evaluates and scores tabular models from one zip: the figure you measured is the figure you ship.")
        {
            TrainWords.Create(runner, shared), EvaluateWords.Create(runner, shared), ScoreWords.Create(runner, shared),
            ThresholdWords.Create(runner, shared), ExportWords.Create(runner, shared), InspectWords.Create(runner, shared),
            TrainersWords.Create(runner, shared), DevicesWords.Create(runner, shared), GpuCheckWords.Create(runner, shared),
        };
        HelpAction.AddTo(root, terminal);
        return root;
    }
}

using System.CommandLine;
using Pipeline.Cli.Arguments;
using Pipeline.Cli.Help;
using Pipeline.Cli.Running;
using Pipeline.Commands;
using Pipeline.Reports.Json;
using Pipeline.Reports.Text;

namespace Pipeline.Cli.Commands;

/// <summary>The words of score.</summary>
internal static class ScoreWords
{
    /// <summary>The command.</summary>
    public static HelpedCommand Create(Runner runner, SharedArguments shared)
    {
        var input = new HelpedArgument<string>("INPUT", "File, directory, glob or - for standard input");
        var output = new HelpedArgument<string?>("OUTPUT", "File, or - for standard output")
        {
            Description = "File (gzip where it ends in .gz) or - for standard output; standard output where it is left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var keep = new HelpedOption<string[]>("--keep", "Further columns that pass through to the output")
        {
            Description = "Further columns of the input that pass through to the output; takes all words up to the next option.",
            HelpName = "COLUMN",
            DefaultValueFactory = _ => [],
            AllowMultipleArgumentsPerToken = true,
        };
        var reading = new ReadArguments(applies: true);
        var engine = new EngineArguments();
        var device = new DeviceArguments();
        var command = new HelpedCommand(
            "score", "Scores rows: the id columns, then the predictions, in the order of the input.",
            "score runs/churn/model.zip data/churn.csv runs/churn/scored.csv --keep contract")
        {
            shared.Model, input, output, keep, shared.Keys.Verify, shared.Writing.Json,
        };
        reading.AddTo(command);
        engine.AddTo(command);
        device.AddTo(command);
        shared.Writing.AddTo(command);
        command.SetAction(result => runner.Run(
            shared.Writing.Read(result), dataToOutput: Outputs.IsStandardOutput(result.GetValue(output) ?? "-"),
            (progress, outputs, cancel) => ScoreCommand.Run(
                new ScoreRequest(
                    result.GetRequiredValue(shared.Model), result.GetRequiredValue(input), result.GetValue(output) ?? "-", result.GetRequiredValue(keep),
                    reading.Read(result), engine.Read(result), shared.StandardInput)
                {
                    Device = device.Read(result),
                    Verify = result.GetValue(shared.Keys.Verify),
                    Outputs = outputs,
                }, progress, cancel),
            ScoreText.Of, outcome => ScoreJson.Document.Write(outcome)));
        return command;
    }
}

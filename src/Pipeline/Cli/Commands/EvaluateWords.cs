using System.CommandLine;
using Pipeline.Cli.Arguments;
using Pipeline.Cli.Help;
using Pipeline.Cli.Running;
using Pipeline.Commands;
using Pipeline.Reports.Json;
using Pipeline.Reports.Text;

namespace Pipeline.Cli.Commands;

/// <summary>The words of evaluate.</summary>
internal static class EvaluateWords
{
    /// <summary>The command.</summary>
    public static HelpedCommand Create(Runner runner, SharedArguments shared)
    {
        var data = new HelpedArgument<string[]>("DATA", "Files, directories, globs or - for standard input") { Arity = ArgumentArity.OneOrMore };
        var heldOut = new HelpedOption<bool>("--held-out", "Measure only the rows that train held out")
        {
            Description = "DATA is the training data: measure only the rows that train held out.",
        };
        var reading = new ReadArguments(applies: true);
        var engine = new EngineArguments();
        var device = new DeviceArguments();
        var command = new HelpedCommand(
            "evaluate", "Measures a model on data with labels.", "evaluate runs/churn/model.zip data/churn.csv --held-out")
        {
            shared.Model, data, heldOut, shared.Keys.Verify, shared.Writing.Json,
        };
        reading.AddTo(command);
        engine.AddTo(command);
        device.AddTo(command);
        shared.Writing.AddTo(command);
        command.SetAction(result => runner.Run(
            shared.Writing.Read(result), dataToOutput: false,
            (progress, outputs, cancel) => EvaluateCommand.Run(
                new EvaluateRequest(
                    result.GetRequiredValue(shared.Model), result.GetRequiredValue(data), result.GetValue(heldOut),
                    reading.Read(result), engine.Read(result), shared.StandardInput)
                {
                    Device = device.Read(result),
                    Verify = result.GetValue(shared.Keys.Verify),
                    Outputs = outputs,
                }, progress, cancel),
            EvaluateText.Of, outcome => EvaluateJson.Document.Write(outcome)));
        return command;
    }
}

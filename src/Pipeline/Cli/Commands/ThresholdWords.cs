using System.CommandLine;
using Pipeline.Cli.Arguments;
using Pipeline.Cli.Help;
using Pipeline.Cli.Running;
using Pipeline.Commands;
using Pipeline.Reports.Json;
using Pipeline.Reports.Text;

namespace Pipeline.Cli.Commands;

/// <summary>The words of threshold.</summary>
internal static class ThresholdWords
{
    /// <summary>The command.</summary>
    public static HelpedCommand Create(Runner runner, SharedArguments shared)
    {
        var output = new HelpedArgument<string>("OUT.zip", "The zip to write");
        var data = new HelpedArgument<string[]>("DATA", "With --rule: labelled rows that the model has not seen")
        {
            Description = "With --rule: labelled rows that the model has not seen; files, directories, globs or -. Rows that it was trained on are left out.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var value = new HelpedOption<string?>("--value", "The threshold")
        {
            Description = "The threshold: a row is positive where its probability is at least this.",
            HelpName = "P",
        };
        var rule = new HelpedOption<string?>("--rule", "A rule that chooses it on DATA") { HelpName = "f1|youden|precision=P|recall=R" };
        var reading = new ReadArguments(applies: true);
        var command = new HelpedCommand(
            "threshold", "Writes the same model with another threshold, in a zip of its own.",
            "threshold runs/churn/model.zip runs/churn/careful.zip --value 0.6")
        {
            shared.Model, output, data, value, rule, shared.Keys.Verify, shared.Keys.Sign, shared.Writing.Json,
        };
        reading.AddTo(command);
        shared.Writing.AddTo(command);
        command.SetAction(result => runner.Run(
            shared.Writing.Read(result), dataToOutput: false,
            (progress, outputs, cancel) => ThresholdCommand.Run(
                new ThresholdRequest(
                    result.GetRequiredValue(shared.Model), result.GetRequiredValue(output), result.GetValue(value), result.GetValue(rule),
                    result.GetValue(data) ?? [], reading.Read(result), shared.StandardInput)
                {
                    Verify = result.GetValue(shared.Keys.Verify),
                    Sign = result.GetValue(shared.Keys.Sign),
                    Outputs = outputs,
                }, progress, cancel),
            ThresholdText.Of, outcome => ThresholdJson.Document.Write(outcome)));
        return command;
    }
}

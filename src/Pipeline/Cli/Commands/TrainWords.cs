using Pipeline.Cli.Arguments;
using Pipeline.Cli.Help;
using Pipeline.Cli.Running;
using Pipeline.Commands;
using Pipeline.Reports.Json;
using Pipeline.Reports.Text;

namespace Pipeline.Cli.Commands;

/// <summary>The words of train.</summary>
internal static class TrainWords
{
    /// <summary>The command.</summary>
    public static HelpedCommand Create(Runner runner, SharedArguments shared)
    {
        var config = new HelpedArgument<string>("CONFIG", "The config file (JSON with comments)");
        var directory = new HelpedOption<string?>("--out", "Directory of the results [default: runs/<config name>]")
        {
            Description = "Directory for model.zip, metrics.json and scores.csv of the held-out rows [default: runs/<config name>].",
            HelpName = "DIR",
        };
        var sets = new HelpedOption<string[]>("--set", "Override a member of the config; repeatable")
        {
            Description = "Override a member of the config by its path; repeatable. Paths in values are relative to the config file. "
                + "Quote a path with brackets: --set 'gates.metrics[0].minimum=0.9'.",
            HelpName = "PATH=VALUE",
            DefaultValueFactory = _ => [],
        };
        var reading = new ReadArguments(applies: false);
        var command = new HelpedCommand(
            "train", "Trains a model and measures it on held-out rows.", "train configs/churn.jsonc --out runs/churn --set seed=7")
        {
            config, directory, sets, shared.Keys.Sign, shared.Writing.Json,
        };
        reading.AddTo(command);
        shared.Writing.AddTo(command);
        command.SetAction(result => runner.Run(
            shared.Writing.Read(result), dataToOutput: false,
            (progress, outputs, cancel) => TrainCommand.Run(
                new TrainRequest(result.GetRequiredValue(config), result.GetRequiredValue(sets), result.GetValue(directory), reading.Read(result))
                {
                    Sign = result.GetValue(shared.Keys.Sign),
                    Outputs = outputs,
                }, progress, cancel),
            TrainText.Of, outcome => TrainJson.Document.Write(outcome)));
        return command;
    }
}

using Pipeline.Cli.Arguments;
using Pipeline.Cli.Help;
using Pipeline.Cli.Running;
using Pipeline.Commands;
using Pipeline.Reports.Json;
using Pipeline.Reports.Text;

namespace Pipeline.Cli.Commands;

/// <summary>The words of inspect.</summary>
internal static class InspectWords
{
    /// <summary>The command.</summary>
    public static HelpedCommand Create(Runner runner, SharedArguments shared)
    {
        var config = new HelpedOption<bool>("--config", "Show the effective config too, every default included");
        var command = new HelpedCommand(
            "inspect", "Shows what is in a zip, after verifying every entry: figures, columns, what made it.", "inspect runs/churn/model.zip --json")
        {
            shared.Model, config, shared.Keys.Verify, shared.Writing.Json,
        };
        command.SetAction(result => runner.Run(
            shared.Writing.Read(result), dataToOutput: false,
            (_, _, _) => InspectCommand.Run(result.GetRequiredValue(shared.Model), result.GetValue(shared.Keys.Verify)),
            opened => InspectText.Of(opened, result.GetValue(config)), outcome => InspectJson.Document.Write(outcome)));
        return command;
    }
}

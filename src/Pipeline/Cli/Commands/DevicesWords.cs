using Pipeline.Cli.Arguments;
using Pipeline.Cli.Help;
using Pipeline.Cli.Running;
using Pipeline.Commands;
using Pipeline.Reports.Json;
using Pipeline.Reports.Text;

namespace Pipeline.Cli.Commands;

/// <summary>The words of devices.</summary>
internal static class DevicesWords
{
    /// <summary>The command.</summary>
    public static HelpedCommand Create(Runner runner, SharedArguments shared)
    {
        var device = new DeviceArguments();
        var command = new HelpedCommand(
            "devices", "Shows the devices, the libraries on the way to a GPU, and what is missing.", "devices")
        {
            device.OnnxRuntime, shared.Writing.Json,
        };
        command.SetAction(result => runner.Run(
            shared.Writing.Read(result), dataToOutput: false,
            (_, _, _) => DevicesCommand.Run(result.GetValue(device.OnnxRuntime)), DevicesText.Of, outcome => DevicesJson.Document.Write(outcome)));
        return command;
    }
}

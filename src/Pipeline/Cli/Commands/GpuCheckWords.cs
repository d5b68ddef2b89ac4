using Pipeline.Cli.Arguments;
using Pipeline.Cli.Help;
using Pipeline.Cli.Running;
using Pipeline.Commands;
using Pipeline.Reports.Json;
using Pipeline.Reports.Text;

namespace Pipeline.Cli.Commands;

/// <summary>The words of gpu-check.</summary>
internal static class GpuCheckWords
{
    /// <summary>The command.</summary>
    public static HelpedCommand Create(Runner runner, SharedArguments shared)
    {
        var device = new HelpedOption<string?>("--device", "Which GPU [default: cuda]")
        {
            Description = "Which GPU: cuda (the first) or cuda:N. Exit 5 where it is not there, or fails [default: cuda].",
            HelpName = "cuda[:N]",
        };
        var onnxRuntime = new DeviceArguments().OnnxRuntime;
        var soak = new HelpedOption<string?>("--soak", "How long to go on for when all is checked [default: 60]")
        {
            Description = "How long to go on for when every model has been checked; 0 for not at all [default: 60].",
            HelpName = "SECONDS",
        };
        var numbers = new HelpedOption<bool>("--without-numbers", "Run every model, but look at nothing that was computed")
        {
            Description = "Place, capture and run every model, but look at nothing that was computed, nor at the clock.",
        };
        var command = new HelpedCommand(
            "gpu-check", "Proves a GPU with a model of every trainer: the bits of the processor, and how fast.", "gpu-check --device cuda:0 --soak 600")
        {
            device, onnxRuntime, soak, numbers, shared.Writing.Json,
        };
        command.SetAction(result => runner.Run(
            shared.Writing.Read(result), dataToOutput: false,
            (progress, _, cancel) => GpuCheckCommand.Run(
                new GpuCheckRequest(result.GetValue(device) ?? "cuda", result.GetValue(onnxRuntime), result.GetValue(soak), !result.GetValue(numbers)),
                progress, cancel),
            GpuCheckText.Of, outcome => GpuCheckJson.Document.Write(outcome), report => report.Failure));
        return command;
    }
}

using System.CommandLine;
using Pipeline.Cli.Help;
using Pipeline.Commands;

namespace Pipeline.Cli.Arguments;

/// <summary>The options of every command that scores.</summary>
internal sealed class DeviceArguments
{
    private readonly HelpedOption<string?> device = new("--device", "Where to compute; exit 5 where it cannot [default: cpu]")
    {
        Description = "Where to compute: cpu, cuda (the first GPU), cuda:N, cuda:N,N,… (several), or auto (the first GPU on which the "
            + "model opens, else the processor). What is asked for is what runs: exit 5 where it cannot [default: cpu].",
        HelpName = "cpu|cuda[:N,…]|auto",
    };

    /// <summary>Directory of another native library of ONNX Runtime.</summary>
    public Option<string?> OnnxRuntime { get; } = new HelpedOption<string?>("--onnxruntime", "Directory of an ONNX Runtime with the CUDA provider")
    {
        Description = "Directory of a build of ONNX Runtime with the CUDA provider [default: PIPELINE_ONNXRUNTIME, or else the one that "
            + "the program was built with].",
        HelpName = "DIR",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(device);
        command.Options.Add(OnnxRuntime);
    }

    /// <summary>What was asked.</summary>
    public DeviceOptions Read(ParseResult result) => DeviceOptions.Parse(result.GetValue(device), result.GetValue(OnnxRuntime));
}

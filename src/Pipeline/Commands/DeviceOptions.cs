using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Scoring;
using Pipeline.Scoring.Onnx;

namespace Pipeline.Commands;

/// <summary>What every command that scores is told about where to compute.</summary>
/// <param name="Device">The device.</param>
/// <param name="OnnxRuntime">Directory of another native library of ONNX Runtime than the one that the program came with; null for none.</param>
internal sealed record DeviceOptions(Device Device, string? OnnxRuntime)
{
    /// <summary>The processor.</summary>
    public static DeviceOptions Default { get; } = new(Device.Cpu, null);

    /// <summary>Reads the words of the command line.</summary>
    /// <exception cref="ConfigException">They name no device, or a library that nothing would use.</exception>
    public static DeviceOptions Parse(string? device, string? onnxRuntime)
    {
        var options = new DeviceOptions(Device.Parse(device), onnxRuntime);
        if (onnxRuntime is not null && options.Device.Kind == DeviceKind.Cpu)
            throw new ConfigException("--onnxruntime", "no GPU asked for", "--device cuda or auto beside it");
        return options;
    }

    /// <summary>Compiles a model for the device. A GPU takes half of what a thread takes at a time, so that it has one half to compute while the other is
    /// copied.</summary>
    internal CompiledModel Compile(ScoringGraph graph, EngineOptions engine)
    {
        if (Device.Kind != DeviceKind.Cpu)
            OnnxRuntimeLibrary.Choose(OnnxRuntime);
        return CompiledModel.Compile(graph, engine.Precision, Device, (engine.BatchRows + 1) / 2, engine.Threads);
    }
}

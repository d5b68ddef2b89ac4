using Pipeline.Reports;
using Pipeline.Scoring.Cuda;
using Pipeline.Scoring.Onnx;

namespace Pipeline.Commands;

/// <summary>devices: what of the way to a GPU is there, and what is missing.</summary>
internal static class DevicesCommand
{
    /// <summary>Looks.</summary>
    /// <param name="onnxRuntime">Directory of another native library of ONNX Runtime; null for none.</param>
    public static DevicesOutcome Run(string? onnxRuntime)
    {
        OnnxRuntimeLibrary.Choose(onnxRuntime);
        var system = CudaSystem.Find();
        return new DevicesOutcome(system, system.LookAtDevices());
    }
}

using Pipeline.Model;
using Pipeline.Reports.Json.Shapes;
using Pipeline.Scoring.Cuda;

namespace Pipeline.Reports.Json;

/// <summary>What devices found.</summary>
internal static class DevicesJson
{
    private static readonly ObjectShape<CudaDevice?> device = new("deviceFound", "The processor, of which no more is said, or a GPU.")
    {
        { "device", "cpu, or a GPU as in cuda:0.", Values.Text, gpu => gpu is null ? Device.Cpu.ToString() : FormattableString.Invariant($"cuda:{gpu.Index}") },
        { "name", "What the GPU is called.", Values.Text, gpu => gpu!.Name, IsGpu },
        { "computeCapability", "Its generation, such as 9.0.", Values.Text, gpu => gpu!.ComputeCapability, IsGpu },
        {
            "freeBytes", "Memory that nobody uses; null where it cannot be used.",
            Values.CountOrNull, gpu => gpu!.Problem is null ? gpu.FreeBytes : null, IsGpu
        },
        { "totalBytes", "Memory in all; null where it cannot be used.", Values.CountOrNull, gpu => gpu!.Problem is null ? gpu.TotalBytes : null, IsGpu },
        { "problem", "Why it cannot be used; null where it can.", ProblemJson.Shape.OrNull(), gpu => gpu!.Problem, IsGpu },
    };

    private static readonly ObjectShape<CudaLibrary> library = new("library", "A library on the way to a GPU.")
    {
        { "name", "Its name.", Values.Text, library => library.Name },
        { "path", "Where it was found; null where it is missing.", Values.Text.OrNull(), library => library.Path },
    };

    /// <summary>Its document.</summary>
    public static Document<DevicesOutcome> Document { get; } = new("devices", 1, new("devices", "What of the way to a GPU is there, and what is missing.")
    {
        { "devices", "The processor, then the GPUs, those that cannot be used too.", device.List(), outcome => outcome.Devices.Prepend(null) },
        { "onnxRuntime", "Version of ONNX Runtime.", Values.Text, outcome => outcome.System.OnnxRuntime },
        { "cuda", "Version of CUDA; null where it is not reached.", Values.Text.OrNull(), outcome => outcome.System.Runtime },
        { "driver", "Version of CUDA that the driver is for; null where it is not reached.", Values.Text.OrNull(), outcome => outcome.System.Driver },
        { "libraries", "The libraries on the way to a GPU.", library.List(), outcome => outcome.System.Libraries },
        { "problems", "What is in the way.", ProblemJson.Shape.List(), outcome => outcome.System.Problems },
    });

    private static bool IsGpu(CudaDevice? gpu) => gpu is not null;
}

using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Model;
using Pipeline.Scoring;
using Pipeline.Scoring.Cuda;

namespace Pipeline.Commands;

/// <summary>devices: what of the way to a GPU is there, and what is missing.</summary>
public static class DevicesCommand
{
    /// <summary>Looks.</summary>
    /// <param name="onnxRuntime">Directory of another native library of ONNX Runtime; null for none.</param>
    public static CudaSystem Run(string? onnxRuntime)
    {
        OnnxRuntimeLibrary.Choose(onnxRuntime);
        return CudaSystem.Find();
    }

    /// <summary>What was found, as text for people.</summary>
    public static IEnumerable<string> Text(CudaSystem system)
    {
        yield return "cpu       always there";
        foreach (var device in system.Devices)
            yield return string.Create(CultureInfo.InvariantCulture, $"{"cuda:" + device.Index,-9} {device.Name}, compute capability {device.ComputeCapability}, {device.FreeBytes >> 20:N0} of {device.TotalBytes >> 20:N0} MiB free");
        yield return "";
        yield return $"ONNX Runtime {system.OnnxRuntime}, CUDA {system.Runtime ?? "not reached"}, driver {(system.Driver is { } driver ? $"for CUDA {driver}" : "not reached")}";
        foreach (var library in system.Libraries)
            yield return $"  {library.Name}: {library.Path ?? "missing"}";
        foreach (var problem in system.Problems)
            yield return $"In the way: {problem}";
    }

    /// <summary>What was found, as a JSON document.</summary>
    public static JsonObject Json(CudaSystem system) => new()
    {
        ["devices"] = new JsonArray([new JsonObject { ["device"] = "cpu" }, .. system.Devices.Select(Of)]),
        ["onnxRuntime"] = system.OnnxRuntime,
        ["cuda"] = system.Runtime,
        ["driver"] = system.Driver,
        ["libraries"] = new JsonArray([.. system.Libraries.Select(library => new JsonObject { ["name"] = library.Name, ["path"] = library.Path })]),
        ["problems"] = new JsonArray([.. system.Problems.Select(Of)]),
    };

    private static JsonObject Of(CudaDevice device) => new()
    {
        ["device"] = string.Create(CultureInfo.InvariantCulture, $"cuda:{device.Index}"),
        ["name"] = device.Name,
        ["computeCapability"] = device.ComputeCapability,
        ["freeBytes"] = device.FreeBytes,
        ["totalBytes"] = device.TotalBytes,
    };

    private static JsonObject Of(Problem problem) => new()
    {
        ["where"] = problem.Where,
        ["found"] = problem.Found,
        ["expected"] = problem.Expected,
        ["remedy"] = problem.Remedy,
    };
}

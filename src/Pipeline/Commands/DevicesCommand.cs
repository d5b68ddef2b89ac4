using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Scoring.Cuda;
using Pipeline.Scoring.Onnx;

namespace Pipeline.Commands;

/// <summary>What devices found.</summary>
/// <param name="System">What of the way to the GPUs is there.</param>
/// <param name="Devices">The GPUs, those that cannot be used too.</param>
internal sealed record DevicesOutcome(CudaSystem System, IReadOnlyList<CudaDevice> Devices);

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

    /// <summary>What was found, as text for people.</summary>
    public static IEnumerable<string> Text(DevicesOutcome outcome)
    {
        var system = outcome.System;
        yield return "cpu       always there";
        foreach (var device in outcome.Devices)
            yield return string.Create(CultureInfo.InvariantCulture, $"{"cuda:" + device.Index,-9} {device.Name}, compute capability {device.ComputeCapability}, {State(device)}");
        yield return "";
        yield return $"ONNX Runtime {system.OnnxRuntime}, CUDA {system.Runtime ?? "not reached"}, driver {(system.Driver is { } driver ? $"for CUDA {driver}" : "not reached")}";
        foreach (var library in system.Libraries)
            yield return $"  {library.Name}: {library.Path ?? "missing"}";
        foreach (var problem in system.Problems)
            yield return $"In the way: {problem}";
    }

    /// <summary>What was found, as a JSON document.</summary>
    public static JsonObject Json(DevicesOutcome outcome) => new()
    {
        ["devices"] = new JsonArray([new JsonObject { ["device"] = "cpu" }, .. outcome.Devices.Select(Of)]),
        ["onnxRuntime"] = outcome.System.OnnxRuntime,
        ["cuda"] = outcome.System.Runtime,
        ["driver"] = outcome.System.Driver,
        ["libraries"] = new JsonArray([.. outcome.System.Libraries.Select(library => new JsonObject { ["name"] = library.Name, ["path"] = library.Path })]),
        ["problems"] = new JsonArray([.. outcome.System.Problems.Select(OutcomeJson.Of)]),
    };

    private static string State(CudaDevice device) => device.Problem is { } problem
        ? $"cannot be used: {problem.Found}. {problem.Remedy}"
        : string.Create(CultureInfo.InvariantCulture, $"{device.FreeBytes >> 20:N0} of {device.TotalBytes >> 20:N0} MiB free");

    private static JsonObject Of(CudaDevice device) => new()
    {
        ["device"] = string.Create(CultureInfo.InvariantCulture, $"cuda:{device.Index}"),
        ["name"] = device.Name,
        ["computeCapability"] = device.ComputeCapability,
        ["freeBytes"] = device.Problem is null ? device.FreeBytes : null,
        ["totalBytes"] = device.Problem is null ? device.TotalBytes : null,
        ["problem"] = device.Problem is { } problem ? OutcomeJson.Of(problem) : null,
    };
}

using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Scoring.Cuda;

namespace Pipeline.Reports.Json;

/// <summary>What devices found, as a JSON document.</summary>
internal static class DevicesJson
{
    /// <summary>The document.</summary>
    public static JsonObject Of(DevicesOutcome outcome) => new()
    {
        ["devices"] = new JsonArray([new JsonObject { ["device"] = "cpu" }, .. outcome.Devices.Select(Of)]),
        ["onnxRuntime"] = outcome.System.OnnxRuntime,
        ["cuda"] = outcome.System.Runtime,
        ["driver"] = outcome.System.Driver,
        ["libraries"] = new JsonArray([.. outcome.System.Libraries.Select(library => new JsonObject { ["name"] = library.Name, ["path"] = library.Path })]),
        ["problems"] = new JsonArray([.. outcome.System.Problems.Select(OutcomeJson.Of)]),
    };

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

using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;

namespace Pipeline.Reports.Json;

/// <summary>What gpu-check found, as a JSON document.</summary>
internal static class GpuCheckJson
{
    /// <summary>The document; with the error where there is one.</summary>
    public static JsonObject Of(GpuCheckReport report)
    {
        var document = new JsonObject
        {
            ["passed"] = report.Problems.Count == 0,
            ["numbers"] = report.Numbers,
            ["device"] = report.Placement.Device.ToString(),
            ["names"] = new JsonArray([.. report.Placement.Names.Select(name => (JsonNode)name)]),
            ["onnxRuntime"] = report.System.OnnxRuntime,
            ["cuda"] = report.System.Runtime,
            ["driver"] = report.System.Driver,
            ["cases"] = new JsonArray([.. report.Cases.Select(Json)]),
            ["soak"] = report.Soak is not { } soak ? null : new JsonObject
            {
                ["seconds"] = soak.Seconds,
                ["rounds"] = soak.Rounds,
                ["sessions"] = soak.Sessions,
                ["rows"] = soak.Rows,
                ["differing"] = soak.Differing,
                ["lostBytes"] = soak.LostBytes,
            },
        };
        foreach (var (name, error) in report.Failure is { } failure ? OutcomeJson.Of(failure) : [])
            document[name] = error?.DeepClone();
        return document;
    }

    private static JsonObject Json(GpuCheckCase one) => new()
    {
        ["task"] = EnumForm.Text(one.Task),
        ["trainer"] = one.Trainer,
        ["precision"] = EnumForm.Text(one.Precision),
        ["rows"] = one.Rows,
        ["batchRows"] = one.BatchRows,
        ["differing"] = one.Differing,
        ["largestShare"] = one.LargestShare,
        ["repeats"] = one.Repeats,
        ["repeatsDiffering"] = one.RepeatsDiffering,
        ["cpuRowsPerSecond"] = one.CpuRowsPerSecond,
        ["throughput"] = new JsonArray([.. one.Throughput.Select(timing => new JsonObject
        {
            ["askedRows"] = timing.AskedRows,
            ["batchRows"] = timing.BatchRows,
            ["rowsPerSecond"] = timing.RowsPerSecond,
        })]),
    };
}

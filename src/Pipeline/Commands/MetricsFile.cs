using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Artifacts;
using Pipeline.Data;
using Pipeline.Evaluation;

namespace Pipeline.Commands;

/// <summary>metrics.json: the figures, the gates, and under <c>run</c>, which nothing else depends on, the times.</summary>
internal static class MetricsFile
{
    public static void Write(
        Stream stream, EvaluationReport report, IReadOnlyList<GateResult> gates, string modelSha256, TrainingTable table, TrainAudit audit, TimeSpan elapsed)
    {
        var json = new JsonObject
        {
            ["model"] = new JsonObject { ["sha256"] = modelSha256 },
            ["data"] = new JsonObject
            {
                ["trainRows"] = table.Split.Train.Length,
                ["testRows"] = table.Split.Test.Length,
                ["repeatedRows"] = table.Split.RepeatedRows,
                ["overlappingRows"] = table.Split.Overlap,
            },
            ["rows"] = AuditJson.Of(audit),
            ["betterThanTrivial"] = report.IsBetterThanTrivial,
            ["report"] = report.ToJson(),
            ["gates"] = OutcomeJson.Gates(gates),
            ["run"] = new JsonObject
            {
                ["finished"] = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
                ["seconds"] = Math.Round(elapsed.TotalSeconds, 3),
            },
        };
        stream.Write(JsonSerializer.SerializeToUtf8Bytes(json, JsonText.Options));
        stream.WriteByte((byte)'\n');
    }
}

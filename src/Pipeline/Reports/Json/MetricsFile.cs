using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Artifacts;

namespace Pipeline.Reports.Json;

/// <summary>metrics.json: the figures, the gates, and under <c>run</c>, which nothing else depends on, the times.</summary>
internal static class MetricsFile
{
    public static void Write(Stream stream, TrainOutcome outcome, string scoresSha256, TimeSpan elapsed)
    {
        var json = new JsonObject
        {
            ["model"] = new JsonObject { ["sha256"] = outcome.ModelSha256 },
            ["scores"] = new JsonObject { ["sha256"] = scoresSha256 },
            ["target"] = TargetRecord.Of(outcome.Manifest.Signature).ToJson(),
            ["data"] = OutcomeJson.Of(outcome.Manifest.Data),
            ["rows"] = AuditJson.Of(outcome.Manifest.Audit),
            ["betterThanTrivial"] = outcome.Report.IsBetterThanTrivial,
            ["report"] = outcome.Report.ToJson(),
            ["baseline"] = outcome.Baseline?.Json(),
            ["gates"] = OutcomeJson.Gates(outcome.Gates),
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

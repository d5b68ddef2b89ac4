using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Reports.Json;

namespace Pipeline.Commands;

/// <summary>
/// Whether the three files of a training are of one run: metrics.json names the zip and the scores that it was written with. They are
/// renamed one after the other, so that a kill between can leave those of two runs side by side.
/// </summary>
internal static class TrainedTogether
{
    private const string Remedy = "A training was cut off while it put its files in place, or one was replaced: train again.";

    /// <summary>What the files beside a zip say against it, as a sentence; null where they agree, are not there, or are not train's.</summary>
    /// <param name="zip">A path of a zip; only a model.zip has companions.</param>
    public static string? Mismatch(string zip)
    {
        var folder = Path.GetDirectoryName(zip) ?? "";
        var (metrics, scores) = (Path.Combine(folder, "metrics.json"), Path.Combine(folder, "scores.csv"));
        if (Path.GetFileName(zip) != "model.zip" || !File.Exists(metrics) || !File.Exists(zip))
            return null;
        try
        {
            var json = JsonNode.Parse(File.ReadAllBytes(metrics));
            if (MetricsFile.DigestOf(json, "model") is { } ofZip && Sha256(zip) is var found && ofZip != found)
                return $"{metrics} is of another zip ({ofZip[..12]}…) than {zip} ({found[..12]}…). {Remedy}";
            if (MetricsFile.DigestOf(json, "scores") is { } ofScores && File.Exists(scores) && Sha256(scores) is var there && ofScores != there)
                return $"{scores} is another table ({there[..12]}…) than the one of {metrics} ({ofScores[..12]}…). {Remedy}";
            return null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>SHA-256 of a file, in lower-case hex.</summary>
    public static string Sha256(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}

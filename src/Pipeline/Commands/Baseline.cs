using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Artifacts;
using Pipeline.Evaluation;
using Pipeline.Model;

namespace Pipeline.Commands;

/// <summary>What gates compare with: the figures in a model zip or in a metrics.json.</summary>
internal static class Baseline
{
    /// <summary>Reads the figures; null where there is no baseline.</summary>
    /// <param name="path">The file, relative to the config.</param>
    /// <param name="folder">The folder of the config.</param>
    /// <exception cref="ArtifactException">It is neither, or damaged.</exception>
    public static EvaluationReport? Read(string? path, string folder)
    {
        if (path is null)
            return null;
        var full = Path.Combine(folder, path);
        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return EvaluationReport.FromJson(ModelZipReader.Open(full).Manifest.Metrics, $"{full}!{ModelZip.ManifestEntry}: $.metrics");
        try
        {
            return EvaluationReport.FromJson(JsonNode.Parse(File.ReadAllBytes(full))?["report"], $"{full}: $.report");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new ArtifactException(full, $"a baseline that cannot be read ({error.Message})", "a model.zip or metrics.json that train wrote", cause: error);
        }
    }
}

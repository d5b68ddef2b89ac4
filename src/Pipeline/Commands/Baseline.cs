using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Artifacts;
using Pipeline.Artifacts.Container;
using Pipeline.Artifacts.Signing;
using Pipeline.Configuration.Records;
using Pipeline.Evaluation;
using Pipeline.Model.Problems;
using Pipeline.Reports.Json;
using Pipeline.Training.Rows;

namespace Pipeline.Commands;

/// <summary>What gates compare with: the figures in a model zip or in a metrics.json, and of which rows they are.</summary>
/// <param name="Config">How the config names it.</param>
/// <param name="Target">What it predicts.</param>
/// <param name="HeldOutDigest">Which rows its figures are of.</param>
/// <param name="Report">Its figures.</param>
/// <param name="Opened">The model itself, of a zip.</param>
internal sealed record Baseline(BaselineConfig Config, TargetRecord Target, string HeldOutDigest, EvaluationReport Report, OpenedModel? Opened)
{
    /// <summary>Its file.</summary>
    public required string Path { get; init; }

    private const string Where = "$.gates.baseline";

    /// <summary>Reads it; null where the config names none, or one that is not there and may be missing.</summary>
    /// <param name="config">What the config says of it.</param>
    /// <param name="folder">The folder of the config.</param>
    /// <exception cref="ArtifactException">It is neither a zip nor a metrics.json, or damaged.</exception>
    public static Baseline? Read(BaselineConfig? config, string folder)
    {
        if (config is null)
            return null;
        var path = System.IO.Path.Combine(folder, config.Zip);
        if (config.IfMissing == MissingBaseline.Pass && !File.Exists(path))
            return null;
        if (config.IsZip)
        {
            var opened = ModelZipReader.Open(path, VerifyingKey.Demanded(null));
            var report = FiguresJson.Read(opened.Manifest.Metrics, $"{path}!{EntryNames.Manifest}: $.metrics");
            return new Baseline(config, TargetRecord.Of(opened.Signature), opened.Manifest.Data.HeldOutDigest, report, opened) { Path = path };
        }
        try
        {
            var json = JsonNode.Parse(File.ReadAllBytes(path));
            if (!MetricsFile.Document.IsFormatOf(json))
            {
                throw new ArtifactException(path, FormattableString.Invariant($"a document whose format is not {MetricsFile.Document.Format}"),
                    "a metrics.json that this version of train wrote", "Train the baseline again.");
            }
            var report = FiguresJson.Read(json?["report"], $"{path}: $.report");
            if (TargetRecord.FromJson(json?["target"]) is not { } target || (string?)json!["data"]?["heldOutDigest"] is not { Length: 64 } digest)
                throw new ArtifactException(path, "figures that do not say of which target and rows they are",
                    "a metrics.json that this version of train wrote", "Train the baseline again.");
            return new Baseline(config, target, digest, report, null) { Path = path };
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new ArtifactException(path, $"a baseline that cannot be read ({error.Message})", "a model.zip or metrics.json that train wrote",
                cause: error);
        }
    }

    /// <summary>Refuses a baseline that predicts something else, or whose figures are of other rows, naming each difference.</summary>
    /// <param name="target">What the run predicts.</param>
    /// <param name="split">The rows of the run.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ConfigException">They differ.</exception>
    public void RequireSame(TargetRecord target, Split split, CancellationToken cancel)
    {
        var problems = Target.Differences(target)
            .Select(difference => new Problem(Where, $"'{Config.Zip}', a model of {difference.Name} {difference.One}",
                $"one of {difference.Name} {difference.Other}, as in this run"))
            .ToList();
        if (!Config.Rescore && HeldOutDigest != split.Known(cancel).HeldOutDigest)
        {
            problems.Add(new Problem(Where, $"'{Config.Zip}', whose figures are of other held-out rows ({HeldOutDigest[..12]}…)",
                $"figures of the rows of this run ({split.HeldOutDigest[..12]}…)",
                "Give the same data, seed and split, or set \"rescore\": true to measure the baseline on the held-out rows of this run."));
        }
        if (problems.Count > 0)
            throw new ConfigException(problems);
    }
}

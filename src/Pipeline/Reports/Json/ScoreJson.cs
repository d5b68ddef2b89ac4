using Pipeline.Model;
using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>What score did.</summary>
internal static class ScoreJson
{
    /// <summary>Its document.</summary>
    public static Document<ScoreOutcome> Document { get; } = new("score", 1, new("score", "Which rows were scored, and where the scores are.")
    {
        { "modelSha256", "SHA-256 of the zip.", Values.Sha256, outcome => outcome.ModelSha256 },
        { "rows", "Rows scored.", Values.Count, outcome => outcome.Rows },
        { "notFinite", "Rows whose score is NaN or infinite.", Values.Count, outcome => outcome.NotFinite },
        { "output", "Where the scores are.", Values.Text, outcome => outcome.Output },
        {
            "threshold", "By which threshold it decided; null where the model has none.",
            RunJson.Threshold.OrNull(), outcome => outcome.Threshold.Used is null ? null : outcome.Threshold
        },
        { "precision", "How it computed.", Values.Word<Precision>(), outcome => outcome.Precision.Used },
        { "device", "Where it was computed.", RunJson.Device, outcome => outcome.Placement },
        { "input", "What was read.", InputJson.Shape, outcome => outcome.Input },
    });
}

using Pipeline.Model;
using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>What evaluate found.</summary>
internal static class EvaluateJson
{
    /// <summary>Its document.</summary>
    public static Document<EvaluateOutcome> Document { get; } = new("evaluate", 1, new("evaluate", "How good a model is on rows with labels.")
    {
        { "modelSha256", "SHA-256 of the zip.", Values.Sha256, outcome => outcome.ModelSha256 },
        {
            "threshold", "By which threshold it decided; null where the model has none.",
            RunJson.Threshold.OrNull(), outcome => outcome.Threshold.Used is null ? null : outcome.Threshold
        },
        { "precision", "How it computed.", Values.Word<Precision>(), outcome => outcome.Precision.Used },
        { "device", "Where it was computed.", RunJson.Device, outcome => outcome.Placement },
        {
            "betterThanTrivial", "Whether the model beats the trivial one; null without rows.",
            Values.TruthOrNull, outcome => outcome.Report.IsBetterThanTrivial
        },
        { "report", "The figures.", FiguresJson.Shape, outcome => outcome.Report },
        { "input", "What was read.", InputJson.Shape, outcome => outcome.Input },
    });
}

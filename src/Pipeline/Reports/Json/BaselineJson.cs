using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>What a run was compared with.</summary>
internal static class BaselineJson
{
    /// <summary>Its shape.</summary>
    public static ObjectShape<BaselineOutcome> Shape { get; } = new("baseline", "What a run was compared with.")
    {
        { "zip", "The model.zip or metrics.json, as the config names it.", Values.Text, baseline => baseline.Config.Zip },
        { "sha256", "SHA-256 of the zip; null for figures from a metrics.json.", Values.Sha256.OrNull(), baseline => baseline.Sha256 },
        { "missing", "Whether there was no such file, which the config lets pass.", Values.Truth, baseline => baseline.Figures is null },
        { "rescored", "Whether it was scored again on the held-out rows of this run.", Values.Truth, baseline => baseline.Config.Rescore },
        {
            "rows", "Held-out rows that its figures are of.",
            Values.CountOrNull, baseline => baseline.Figures is null ? null : baseline.HeldOut - baseline.Trained
        },
        {
            "rowsTrainedOn", "Held-out rows that it was trained on, and is not measured on.",
            Values.CountOrNull, baseline => baseline.Figures is null ? null : baseline.Trained
        },
        { "baseline", "Its figures.", FiguresJson.Shape.OrNull(), baseline => baseline.Figures?.Baseline },
        { "current", "The model's figures of the same rows.", FiguresJson.Shape.OrNull(), baseline => baseline.Figures?.Current },
    };
}

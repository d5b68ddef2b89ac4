using Pipeline.Configuration.Records;
using Pipeline.Evaluation;

namespace Pipeline.Reports;

/// <summary>What a run was compared with.</summary>
/// <param name="Config">What the config says of it.</param>
/// <param name="Figures">Figures of the same rows; null where there was no such file, which the config lets pass.</param>
/// <param name="HeldOut">Held-out rows of the run.</param>
/// <param name="Trained">Those among them that the baseline was trained on, and is not measured on.</param>
/// <param name="Sha256">Which zip it is; null for figures from a metrics.json.</param>
internal sealed record BaselineOutcome(BaselineConfig Config, BaselineFigures? Figures, int HeldOut, int Trained, string? Sha256);

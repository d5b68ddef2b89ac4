using Pipeline.Scoring;

namespace Pipeline.Reports;

/// <summary>What score did.</summary>
/// <param name="Rows">Rows scored.</param>
/// <param name="NotFinite">Rows whose score is NaN or infinite.</param>
/// <param name="Output">Where the scores are.</param>
/// <param name="Input">What was read.</param>
/// <param name="ModelSha256">Which zip it was.</param>
/// <param name="Precision">How it computed.</param>
/// <param name="Placement">Where it was computed.</param>
internal sealed record ScoreOutcome(
    long Rows, long NotFinite, string Output, InputReport Input, string ModelSha256, PrecisionReport Precision, Placement Placement)
{
    /// <summary>By which threshold it decided.</summary>
    public required ThresholdUse Threshold { get; init; }
}

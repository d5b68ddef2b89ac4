using Pipeline.Evaluation;
using Pipeline.Scoring;

namespace Pipeline.Reports;

/// <summary>What evaluate found.</summary>
/// <param name="Report">The figures.</param>
/// <param name="Input">What was read.</param>
/// <param name="ModelSha256">Which zip it was.</param>
/// <param name="Precision">How it computed.</param>
/// <param name="Placement">Where it was computed.</param>
internal sealed record EvaluateOutcome(EvaluationReport Report, InputReport Input, string ModelSha256, PrecisionReport Precision, Placement Placement)
{
    /// <summary>By which threshold it decided.</summary>
    public required ThresholdUse Threshold { get; init; }
}

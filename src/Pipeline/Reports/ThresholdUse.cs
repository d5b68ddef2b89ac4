using Pipeline.Artifacts;

namespace Pipeline.Reports;

/// <summary>The threshold of a run; null for models without one.</summary>
/// <param name="Used">By which this run decided.</param>
/// <param name="OfZip">By which the zip decides.</param>
/// <param name="ChosenOn">The rows that a threshold was chosen on that was moved since the training; else null.</param>
internal sealed record ThresholdUse(double? Used, double? OfZip, string? ChosenOn)
{
    internal static ThresholdUse Of(OpenedModel opened) => new(
        opened.Signature.Threshold, opened.Manifest.Signature.Threshold,
        opened.Manifest.Threshold is { MovedFrom: not null } moved ? moved.ChosenOn : null);
}

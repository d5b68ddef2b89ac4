using System.Text.Json.Nodes;
using Pipeline.Artifacts;

namespace Pipeline.Commands;

/// <summary>The threshold of a run; null for models without one.</summary>
/// <param name="Used">By which this run decided.</param>
/// <param name="OfZip">By which the zip decides.</param>
public sealed record ThresholdUse(double? Used, double? OfZip)
{
    internal static ThresholdUse Of(OpenedModel opened) => new(opened.Model.Signature.Threshold, opened.Manifest.Signature.Threshold);

    internal IEnumerable<string> Lines() =>
        Used == OfZip ? [] : [FormattableString.Invariant($"Decided by a threshold of {Used:R}; that of the zip is {OfZip:R}.")];

    internal JsonObject? Json() => Used is null ? null : new JsonObject { ["used"] = Used, ["zip"] = OfZip };
}

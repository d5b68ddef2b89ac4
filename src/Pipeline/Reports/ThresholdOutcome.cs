using Pipeline.Artifacts;

namespace Pipeline.Reports;

/// <summary>What threshold did.</summary>
/// <param name="Output">The new zip.</param>
/// <param name="Sha256">Which zip it is.</param>
/// <param name="MovedFrom">Which zip it was made from.</param>
/// <param name="Before">The threshold before.</param>
/// <param name="After">The threshold now.</param>
/// <param name="Record">Where it comes from.</param>
internal sealed record ThresholdOutcome(string Output, string Sha256, string MovedFrom, double Before, double After, ThresholdRecord Record)
{
    /// <summary>Hidden files that were left out.</summary>
    public required IReadOnlyList<string> HiddenFiles { get; init; }

    /// <summary>SHA-256 of the public key of whoever signed the new zip; null where nobody did.</summary>
    public string? Signer { get; init; }
}

namespace Pipeline.Artifacts;

/// <summary>Where the threshold of a binary model comes from.</summary>
/// <param name="Rule">A number, f1, youden, precision p or recall r.</param>
/// <param name="ChosenOn">The rows that the rule saw, in words; null where it is a number that was stated.</param>
internal sealed record ThresholdRecord(string Rule, string? ChosenOn)
{
    /// <summary>The zip whose threshold was moved (its SHA-256), or null where train decided.</summary>
    public string? MovedFrom { get; init; }

    /// <summary>In words.</summary>
    public override string ToString() =>
        (ChosenOn is null ? "stated" : $"{Rule}, chosen on {ChosenOn}") + (MovedFrom is null ? ""
            : $"; moved, the figures below are of the scores alone (zip {MovedFrom[..12]}…)");
}

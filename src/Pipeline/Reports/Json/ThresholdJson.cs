using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>What threshold wrote.</summary>
internal static class ThresholdJson
{
    /// <summary>Its document.</summary>
    public static Document<ThresholdOutcome> Document { get; } = new("threshold", 1, new("thresholdMove", "The zip with another threshold.")
    {
        { "output", "Path of the new zip.", Values.Text, outcome => outcome.Output },
        { "modelSha256", "SHA-256 of the new zip.", Values.Sha256, outcome => outcome.Sha256 },
        {
            "signedBy", "SHA-256 of the public key that the new zip is signed by; null where nobody signed it.",
            Values.Sha256.OrNull(), outcome => outcome.Signer
        },
        { "movedFrom", "SHA-256 of the zip that it was made from.", Values.Sha256, outcome => outcome.MovedFrom },
        { "before", "The threshold of that one.", Values.Number, outcome => outcome.Before },
        { "threshold", "The threshold now.", Values.Number, outcome => outcome.After },
        { "rule", "The rule that chose it, or the number that was stated.", Values.Text, outcome => outcome.Record.Rule },
        { "chosenOn", "The rows that the rule saw, in words; null where the threshold was stated.", Values.Text.OrNull(), outcome => outcome.Record.ChosenOn },
        { "hiddenFiles", "Hidden files that were left out: the first thousand.", Values.Names, outcome => outcome.HiddenFiles },
    });
}

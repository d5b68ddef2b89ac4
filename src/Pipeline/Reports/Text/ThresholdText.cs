using static System.FormattableString;

namespace Pipeline.Reports.Text;

/// <summary>What threshold wrote, as text for people.</summary>
internal static class ThresholdText
{
    public static IEnumerable<string> Of(ThresholdOutcome outcome)
    {
        var origin = outcome.Record.ChosenOn is { } rows ? $"{outcome.Record.Rule}, chosen on {rows}" : "stated";
        return
        [
            $"zip        {outcome.Output}",
            $"sha256     {outcome.Sha256}",
            .. outcome.Signer is null ? (string[])[] : [$"signed by  {outcome.Signer}"],
            $"made from  {outcome.MovedFrom}",
            Invariant($"threshold  {outcome.After:R}, before {outcome.Before:R} ({origin})"),
            .. InputText.HiddenFiles(outcome.HiddenFiles),
            "Accuracy, F1, precision and recall of the old threshold are not in the new zip: measure it with evaluate.",
        ];
    }
}

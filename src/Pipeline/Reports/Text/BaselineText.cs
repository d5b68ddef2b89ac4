using static System.FormattableString;

namespace Pipeline.Reports.Text;

/// <summary>What a run was compared with, in a sentence.</summary>
internal static class BaselineText
{
    public static string Of(BaselineOutcome baseline)
    {
        var (name, known) = ($"Baseline {baseline.Config.Zip}", baseline.Trained);
        if (baseline.Figures is null)
            return $"{name}: there is none yet, and the config lets that pass.";
        if (!baseline.Config.Rescore)
            return $"{name}: its recorded figures, of the same held-out rows.";
        return known == 0 ? Invariant($"{name}: scored again on the {baseline.HeldOut:N0} held-out rows; it was trained on none of their keys.")
            : Invariant($"{name}: scored again on {baseline.HeldOut - known:N0} of the {baseline.HeldOut:N0} held-out rows; ")
                + Invariant($"it was trained on the keys of the other {known:N0}. This model's figures beside it are of the same rows.");
    }
}

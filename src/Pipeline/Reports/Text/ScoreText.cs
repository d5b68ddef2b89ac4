using Pipeline.Files;
using static System.FormattableString;

namespace Pipeline.Reports.Text;

/// <summary>What score did, as text for people.</summary>
internal static class ScoreText
{
    public static IEnumerable<string> Of(ScoreOutcome outcome)
    {
        var target = OutputFile.IsStandardOutput(outcome.Output) ? "standard output" : outcome.Output;
        yield return outcome.Rows == 0
            ? $"No rows: an empty day. The header is in {target}."
            : Invariant($"Scored {outcome.Rows:N0} rows into {target}.");
        if (outcome.NotFinite > 0)
            yield return Invariant($"Warning: scores that are not finite: {outcome.NotFinite:N0} rows, with values far beyond those of the training.");
        foreach (var line in RunText.Of(outcome.Threshold, outcome.Precision, outcome.Placement).Concat(InputText.Of(outcome.Input, knownRows: false)))
            yield return line;
    }
}

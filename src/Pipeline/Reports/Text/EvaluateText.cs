
namespace Pipeline.Reports.Text;

/// <summary>What evaluate found, as text for people.</summary>
internal static class EvaluateText
{
    public static IEnumerable<string> Of(EvaluateOutcome outcome) =>
    [
        .. outcome.Input.Audit.Rows == 0 ? ["No rows: an empty day, and nothing to measure."] : Array.Empty<string>(),
        .. ReportText.Lines(outcome.Report, "with --json"),
        .. RunText.Of(outcome.Threshold, outcome.Precision, outcome.Placement),
        .. InputText.Of(outcome.Input, knownRows: true),
        .. ReportText.Verdict(outcome.Report),
    ];
}

using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Evaluation;
using Pipeline.Model;
using Pipeline.Model.Problems;
using static System.FormattableString;

namespace Pipeline.Reports.Text;

/// <summary>What train made, as text for people.</summary>
internal static class TrainText
{
    /// <summary>The lines: the rows and what was met in them, the model, the figures, the files.</summary>
    public static IEnumerable<string> Of(TrainOutcome outcome) =>
    [
        .. OfRows(outcome), .. OfModel(outcome), "", .. ReportText.Lines(outcome.Report, "in metrics.json"),
        .. outcome.Baseline is { } baseline ? [BaselineText.Of(baseline)] : Array.Empty<string>(),
        .. outcome.Gates.Select(gate => Invariant($"Gate {gate.Metric} {Words(gate.Kind)} {gate.Limit}: {Passed(gate)}.")),
        "",
        $"zip      {Path.Combine(outcome.Directory, "model.zip")}",
        $"metrics  {Path.Combine(outcome.Directory, "metrics.json")}",
        $"scores   {Path.Combine(outcome.Directory, "scores.csv")}",
        .. ReportText.Verdict(outcome.Report),
    ];

    private static IEnumerable<string> OfRows(TrainOutcome outcome)
    {
        var signature = outcome.Manifest.Signature;
        foreach (var line in SplitText.Of(outcome.Manifest.Data).Concat(InputText.HiddenFiles(outcome.HiddenFiles)))
            yield return line;
        if (outcome.BadRows > 0)
            yield return $"{InputText.BadRows(outcome.BadRows, outcome.BadLines)}.";
        foreach (var line in InputText.BlankRows(outcome.BlankRows).Concat(AuditText.Lines(outcome.Manifest.Audit)))
            yield return line;
        if (signature.Numeric.Where(column => column.Type == NumericType.Double).Select(column => column.Name).ToList() is { Count: > 0 } wide)
            yield return $"Carried as Double through the normalizer: {DataText.Names(wide)}.";
        if (Columns(outcome, column => column.Variance == 0) is { Count: > 0 } constant)
            yield return $"Constant in the training rows: {DataText.Names(constant)}.";
        if (outcome.Config.Normalize.Method == NormalizeMethod.LogMeanVariance
            && Columns(outcome, column => column.Minimum <= 0 && column.Count > 0) is { Count: > 0 } flat)
            yield return $"Warning: logMeanVariance takes logarithms, so that all values of 0 and below become the same 0: {DataText.Names(flat)}.";
    }

    private static IEnumerable<string> OfModel(TrainOutcome outcome)
    {
        var manifest = outcome.Manifest;
        if (manifest.Signature.Threshold is { } threshold)
            yield return Invariant($"Threshold on the probability: {threshold:R} ({manifest.Threshold}).");
        if (manifest.Tuning is { } tuning && TrainerCatalog.Find(manifest.Signature.Task, outcome.Config.Model.Trainer) is { IsCalibrated: false })
            yield return $"Calibrator fitted on {tuning}.";
        if (manifest.Rounds is { } rounds)
            yield return Invariant($"Early stopping: {rounds:N0} rounds.");
        yield return $"Compiled; against ML.NET's Transform of the held-out rows: {CompiledText.Parity(manifest.Compiled.Parity)}.";
    }

    private static List<string> Columns(TrainOutcome outcome, Func<NumericStatistics, bool> are) =>
        outcome.Manifest.Statistics.Numeric.Where(are).Select(column => column.Name).ToList();

    private static string Passed(GateResult gate) => gate.HasNoBaseline ? "passed, without a baseline"
        : gate.ComparesWithBaseline ? Invariant($"passed with {gate.Figure:0.0000}, the baseline's is {gate.Baseline:0.0000}")
        : Invariant($"passed with {gate.Figure:0.0000}");

    private static string Words(GateKind kind) => kind switch
    {
        GateKind.Minimum => "minimum",
        GateKind.Maximum => "maximum",
        GateKind.MinimumImprovement => "minimum improvement",
        GateKind.MinimumRelativeImprovement => "minimum relative improvement",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind"),
    };
}

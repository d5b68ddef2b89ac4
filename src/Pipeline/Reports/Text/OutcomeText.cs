using System.Globalization;
using Pipeline.Artifacts;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Evaluation;
using Pipeline.Files;
using Pipeline.Graph;
using Pipeline.Graph.Onnx;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Reports.Json;
using Pipeline.Scoring;

namespace Pipeline.Reports.Text;

/// <summary>The outcomes of commands as text for people.</summary>
internal static class OutcomeText
{
    /// <summary>What train made.</summary>
    public static IEnumerable<string> Of(TrainOutcome outcome)
    {
        var (data, signature) = (outcome.Manifest.Data, outcome.Manifest.Signature);
        foreach (var line in SplitText.Of(data))
            yield return line;
        foreach (var line in HiddenFiles(outcome.HiddenFiles))
            yield return line;
        if (outcome.BadRows > 0)
            yield return $"{BadRows(outcome.BadRows, outcome.BadLines)}.";
        if (outcome.BlankRows > 0)
            yield return Text($"Rows of separators only, left out: {outcome.BlankRows:N0}.");
        foreach (var line in AuditText.Lines(outcome.Manifest.Audit))
            yield return line;
        if (signature.Numeric.Where(column => column.Type == NumericType.Double).Select(column => column.Name).ToList() is { Count: > 0 } wide)
            yield return $"Carried as Double through the normalizer: {DataText.Names(wide)}.";
        if (outcome.Manifest.Statistics.Numeric.Where(column => column.Variance == 0).Select(column => column.Name).ToList() is { Count: > 0 } constant)
            yield return $"Constant in the training rows: {DataText.Names(constant)}.";
        if ((string?)outcome.Manifest.Config["normalize"]?["method"] == "logMeanVariance"
            && outcome.Manifest.Statistics.Numeric.Where(column => column.Minimum <= 0 && column.Count > 0).Select(column => column.Name).ToList() is { Count: > 0 } flat)
            yield return $"Warning: logMeanVariance takes logarithms, so that all values of 0 and below become the same 0: {DataText.Names(flat)}.";
        if (signature.Threshold is { } threshold)
            yield return Text($"Threshold on the probability: {threshold:R} ({outcome.Manifest.Threshold}).");
        if (outcome.Manifest.Tuning is { } tuning && TrainerCatalog.Find(signature.Task, (string)outcome.Manifest.Config["model"]!["trainer"]!) is { IsCalibrated: false })
            yield return $"Calibrator fitted on {tuning}.";
        if (outcome.Manifest.Rounds is { } rounds)
            yield return Text($"Early stopping: {rounds:N0} rounds.");
        yield return $"Compiled; against ML.NET's Transform of the held-out rows: {Parity(outcome.Manifest.Compiled.Parity)}.";
        yield return "";
        foreach (var line in ReportText.Lines(outcome.Report, "in metrics.json"))
            yield return line;
        if (outcome.Baseline is { } baseline)
            yield return baseline.Text();
        foreach (var gate in outcome.Gates)
            yield return Text($"Gate {gate.Metric} {Words(gate.Kind)} {gate.Limit}: {Passed(gate)}.");
        yield return "";
        yield return $"zip      {Path.Combine(outcome.Directory, "model.zip")}";
        yield return $"metrics  {Path.Combine(outcome.Directory, "metrics.json")}";
        yield return $"scores   {Path.Combine(outcome.Directory, "scores.csv")}";
        if (ReportText.Verdict(outcome.Report) is { } verdict)
            yield return verdict;
    }

    /// <summary>What evaluate found.</summary>
    public static IEnumerable<string> Of(EvaluateOutcome outcome) =>
    [
        .. outcome.Input.Audit.Rows == 0 ? ["No rows: an empty day, and nothing to measure."] : Array.Empty<string>(),
        .. ReportText.Lines(outcome.Report, "with --json"),
        .. outcome.Threshold.Lines(),
        .. Of(outcome.Precision),
        .. Of(outcome.Placement),
        .. Of(outcome.Input, knownRows: true),
        .. ReportText.Verdict(outcome.Report) is { } verdict ? [verdict] : Array.Empty<string>(),
    ];

    /// <summary>What score did.</summary>
    public static IEnumerable<string> Of(ScoreOutcome outcome)
    {
        var target = OutputFile.IsStandardOutput(outcome.Output) ? "standard output" : outcome.Output;
        yield return outcome.Rows == 0
            ? $"No rows: an empty day. The header is in {target}."
            : Text($"Scored {outcome.Rows:N0} rows into {target}.");
        if (outcome.NotFinite > 0)
            yield return Text($"Warning: scores that are not finite: {outcome.NotFinite:N0} rows, with values far beyond those of the training.");
        foreach (var line in outcome.Threshold.Lines().Concat(Of(outcome.Precision)).Concat(Of(outcome.Placement)).Concat(Of(outcome.Input, knownRows: false)))
            yield return line;
    }

    /// <summary>Where it ran: a GPU, or what auto chose. What runs on the processor because nothing else was asked for needs no line.</summary>
    private static IEnumerable<string> Of(Placement placement)
    {
        var choice = placement.Choice.Length > 0 ? $" ({placement.Choice})" : "";
        if (placement.Device.Kind == DeviceKind.Cuda)
            yield return Text($"Every node ran on {placement}, {placement.BatchRows:N0} rows at a time{choice}.");
        else if (choice.Length > 0)
            yield return $"Ran on {placement}{choice}.";
    }

    /// <summary>Nothing where exact was asked for: that is what everybody expects.</summary>
    private static IEnumerable<string> Of(PrecisionReport report) => report.Asked == Precision.Exact ? [] : [$"Precision fast: {Fast(report.Fast)}."];

    /// <summary>What threshold wrote.</summary>
    public static IEnumerable<string> Of(ThresholdOutcome outcome) =>
    [
        $"zip        {outcome.Output}",
        $"sha256     {outcome.Sha256}",
        .. outcome.Signer is null ? (string[])[] : [$"signed by  {outcome.Signer}"],
        $"made from  {outcome.MovedFrom}",
        Text($"threshold  {outcome.After:R}, before {outcome.Before:R} ({(outcome.Record.ChosenOn is { } rows ? $"{outcome.Record.Rule}, chosen on {rows}" : "stated")})"),
        .. HiddenFiles(outcome.HiddenFiles),
        "Accuracy, F1, precision and recall of the old threshold are not in the new zip: measure it with evaluate.",
    ];

    /// <summary>What export wrote.</summary>
    public static IEnumerable<string> Of(ExportOutcome outcome)
    {
        var graph = outcome.Graph;
        yield return $"onnx     {outcome.Output}";
        yield return $"sha256   {outcome.Sha256}";
        yield return Text($"graph    {graph.Metadata["precision"]}, {graph.Nodes:N0} nodes, opset {ExportedGraph.Opset}, IR {ExportedGraph.IrVersion}");
        foreach (var (i, tensor) in graph.Inputs.Index())
            yield return $"{(i == 0 ? "inputs   " : "         ")}{tensor}";
        foreach (var (i, tensor) in graph.Outputs.Index())
            yield return $"{(i == 0 ? "outputs  " : "         ")}{tensor}";
        foreach (var line in Of(outcome.Precision))
            yield return line;
    }

    private static IEnumerable<string> Of(InputReport input, bool knownRows)
    {
        foreach (var line in HiddenFiles(input.HiddenFiles))
            yield return line;
        if (input.BadRows > 0)
            yield return $"{BadRows(input.BadRows, input.BadLines)}. The first: {input.Problems[0]}";
        if (input.BlankRows > 0)
            yield return Text($"Rows of separators only, left out: {input.BlankRows:N0}.");
        foreach (var line in AuditText.Lines(input.Audit))
            yield return line;
        if (input.IgnoredColumns.Count > 0)
            yield return $"Columns not used: {DataText.Names(input.IgnoredColumns)}.";
        if (knownRows && input.KnownFiles.Count > 0)
            yield return $"Warning: {DataText.Join(input.KnownFiles)} is data that the model was trained on, so these figures flatter it. Measure rows that it has not seen: --held-out, or other data.";
    }

    /// <summary>What inspect shows: the figures and what they are of, then the columns, then what made the zip.</summary>
    /// <param name="opened">The zip.</param>
    /// <param name="config">Whether to show the effective config too.</param>
    public static IEnumerable<string> Of(OpenedModel opened, bool config)
    {
        var (signature, data) = (opened.Manifest.Signature, opened.Manifest.Data);
        yield return $"zip         {opened.Path}";
        yield return $"sha256      {opened.Sha256} (every entry verified)";
        yield return $"signed      {(opened.Signer is null ? "no" : $"by the key {opened.Signer}")}";
        yield return $"task        {EnumForm.Text(signature.Task)}, label {DataText.Name(signature.Label)}{(signature.Classes.Count > 0 ? $", classes {DataText.List(signature.Classes)}" : "")}";
        if (signature.Threshold is { } threshold)
            yield return Text($"threshold   {DataText.Quote(signature.Classes[1])} where Probability ≥ {threshold:R} ({opened.Manifest.Threshold})");
        if (opened.Manifest.Rounds is { } rounds)
            yield return Text($"rounds      {rounds:N0}, by early stopping");
        yield return Text($"trained on  {data.TrainRows:N0} rows, {data.TestRows:N0} held out, of {DataText.Join(data.Files.Select(file => file.Name))}");
        yield return $"split       {data.SplitDigest} (keys and sides of all rows)";
        yield return $"held out    {data.HeldOutDigest} (keys, labels and weights of the held-out rows)";
        yield return "";
        var report = EvaluationReport.FromJson(opened.Manifest.Metrics, $"{opened.Path}: $.metrics");
        foreach (var line in ReportText.Lines(report, "under manifest.metrics with --json"))
            yield return line;
        if (ReportText.Verdict(report) is { } verdict)
            yield return verdict;
        yield return "";
        foreach (var line in TextTables.Columns(opened.Manifest).Concat(AuditText.Lines(opened.Manifest.Audit)))
            yield return line;
        yield return "";
        var environs = opened.Manifest.Environs;
        yield return $"made by     Pipeline {environs.Program}, .NET {environs.Runtime}, {string.Join(", ", environs.Packages.Select(pair => $"{pair.Key} {pair.Value}"))}";
        yield return Text($"            {environs.Architecture}, {string.Join(", ", environs.VectorExtensions)}, {environs.Threads} thread(s)");
        yield return $"compiled    against ML.NET's Transform of the held-out rows: {Parity(opened.Manifest.Compiled.Parity)}";
        yield return $"fast        {Fast(opened.Manifest.Compiled.Fast)}";
        if (!config)
            yield break;
        yield return "";
        yield return "effective config";
        foreach (var line in opened.Manifest.Config.ToJsonString(JsonText.Options).Split('\n'))
            yield return line;
    }

    private static IEnumerable<string> HiddenFiles(IReadOnlyList<string> files) =>
        files.Count == 0 ? [] : [$"Hidden files, left out: {DataText.Names(files)}."];

    private static string BadRows(long rows, long lines) =>
        Text($"Rows left out because they could not be read: {rows:N0}") + (lines == rows ? "" : Text($", which take in {lines:N0} lines"));

    private static string Parity(ChainParity parity) => parity.ScoresDiffering == 0
        ? "the same bits"
        : Text($"scores within {parity.LargestDifference:G2}{Bound(parity)}, {Classes(parity.LabelsDiffering)}");

    private static string Fast(FastDifference? fast) => fast is null
        ? FastBound.NothingToGain
        : Text($"scores within {fast.LargestScore:G2} of exact on the held-out rows, probabilities within {fast.LargestProbability:G2}, {Classes(fast.LabelsDiffering)}; {fast.Bound}");

    private static string Classes(int differing) => differing == 0 ? "the same classes" : Text($"another class for {differing:N0} rows");

    private static string Bound(ChainParity parity) =>
        parity.BoundUlps > 0 ? Text($" ({parity.LargestShare:P0} of the bound of {parity.BoundUlps:G4} ulps of the terms)") : " (the last bits of an exponential)";

    private static string Passed(GateResult gate) => gate.HasNoBaseline ? "passed, without a baseline"
        : gate.ComparesWithBaseline ? Text($"passed with {gate.Figure:0.0000}, the baseline's is {gate.Baseline:0.0000}")
        : Text($"passed with {gate.Figure:0.0000}");

    private static string Words(GateKind kind) => kind switch
    {
        GateKind.Minimum => "minimum",
        GateKind.Maximum => "maximum",
        GateKind.MinimumImprovement => "minimum improvement",
        GateKind.MinimumRelativeImprovement => "minimum relative improvement",
        _ => kind.ToString(),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using Pipeline.Configuration.Json;

namespace Pipeline.Reports.Text;

/// <summary>What gpu-check found as text for people: a table, and what it comes to.</summary>
internal static class GpuCheckText
{
    private const double Million = 1e6;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(GpuCheckReport report)
    {
        yield return $"Every node of every model ran on {report.Placement}: ONNX Runtime {report.System.OnnxRuntime}, CUDA {report.System.Runtime}, driver for CUDA {report.System.Driver}.";
        if (report.Numbers)
        {
            yield return "Millions of rows a second, from rows in memory to predictions in memory, copies both ways included, fed by one thread, by rows of a batch;";
            yield return "CPU: one thread of the processor, same model and precision.";
        }
        yield return "";
        foreach (var line in Table(report))
            yield return line;
        if (report.Cases.SelectMany(one => one.Throughput).Any(IsSmaller))
            yield return "(N rows): as many of a batch as the GPU's memory had room for.";
        yield return "";
        if (report.Soak is { } soak)
        {
            yield return Text($"Soak: {soak.Seconds:F0} s, {soak.Rounds:N0} rounds, {soak.Sessions:N0} sessions, {soak.Rows:N0} rows{(soak.Differing > 0 ? Text($", {soak.Differing:N0} values wrong") : "")}, {soak.LostBytes:N0} bytes of the GPU's memory not free again since the first round ({GpuCheckSoak.AllowedBytes:N0} may be).");
        }
        yield return report switch
        {
            { Problems.Count: > 0 } => Text($"Failed: {report.Problems.Count:N0} problem{(report.Problems.Count == 1 ? "" : "s")}."),
            { Numbers: true } => "Passed: exact gives the same bits as the processor, fast is within its bound, every time.",
            _ => "Passed without numbers: every model was placed, captured and run; what was computed was not looked at.",
        };
    }

    private static IEnumerable<string> Table(GpuCheckReport report)
    {
        var sizes = report.Cases.MaxBy(one => one.Throughput.Count)?.Throughput.Select(timing => timing.AskedRows).ToList() ?? [];
        string[] header = ["task", "trainer", "precision", "values", "repeats", .. report.Numbers ? ["CPU"] : Array.Empty<string>(), .. sizes.Select(rows => Text($"{rows:N0}"))];
        var rows = report.Cases.Select(one => Cells(report, one, sizes.Count)).Prepend(header).ToList();
        var widths = header.Select((_, i) => rows.Max(row => row[i].Length)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, i) => i < 5 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
    }

    private static string[] Cells(GpuCheckReport report, GpuCheckCase one, int sizes) =>
    [
        EnumForm.Text(one.Task), one.Trainer, EnumForm.Text(one.Precision),
        one switch
        {
            { Differing: null } => "not looked at",
            { Differing: > 0 } => Text($"{one.Differing:N0} WRONG"),
            { LargestShare: { } share } => Text($"within {100 * share:F1} % of the bound"),
            _ => "the processor's bits",
        },
        one switch
        {
            { Repeats: 0 } => "",
            { RepeatsDiffering: > 0 } => Text($"{one.RepeatsDiffering} of {one.Repeats} DIFFER"),
            { RepeatsDiffering: null } => Text($"{one.Repeats}"),
            _ => Text($"{one.Repeats} alike"),
        },
        .. report.Numbers ? [Speed(one.CpuRowsPerSecond)] : Array.Empty<string>(),
        .. one.Throughput.Select(timing => (report.Numbers ? Speed(timing.RowsPerSecond) : "ran") + (IsSmaller(timing) ? Text($" ({timing.BatchRows:N0} rows)") : "")),
        .. Enumerable.Repeat("", sizes - one.Throughput.Count),
    ];

    private static bool IsSmaller(GpuCheckTiming timing) => timing.BatchRows < timing.AskedRows;

    private static string Speed(double? rowsPerSecond) => rowsPerSecond is { } rows ? Text($"{rows / Million:F2}") : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

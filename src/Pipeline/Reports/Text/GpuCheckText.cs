using Pipeline.Configuration.Json;
using static System.FormattableString;

namespace Pipeline.Reports.Text;

/// <summary>What gpu-check found as text for people: a table, and what it comes to.</summary>
internal static class GpuCheckText
{
    private const double Million = 1e6;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(GpuCheckReport report)
    {
        var system = report.System;
        yield return $"Every node of every model ran on {report.Placement}: "
            + $"ONNX Runtime {system.OnnxRuntime}, CUDA {system.Runtime}, driver for CUDA {system.Driver}.";
        if (report.Numbers)
        {
            yield return "Millions of rows a second, from rows in memory to predictions in memory, copies both ways included, "
                + "fed by one thread, by rows of a batch;";
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
            var wrong = soak.Differing > 0 ? Invariant($", {soak.Differing:N0} values wrong") : "";
            yield return Invariant($"Soak: {soak.Seconds:F0} s, {soak.Rounds:N0} rounds, {soak.Sessions:N0} sessions, {soak.Rows:N0} rows{wrong}, ")
                + Invariant($"{soak.LostBytes:N0} bytes of the GPU's memory not free again since the first round ({GpuCheckSoak.AllowedBytes:N0} may be).");
        }
        yield return report switch
        {
            { Problems.Count: > 0 } => Invariant($"Failed: {report.Problems.Count:N0} problem{(report.Problems.Count == 1 ? "" : "s")}."),
            { Numbers: true } => "Passed: exact gives the same bits as the processor, fast is within its bound, every time.",
            _ => "Passed without numbers: every model was placed, captured and run; what was computed was not looked at.",
        };
    }

    private static IEnumerable<string> Table(GpuCheckReport report)
    {
        var sizes = report.Cases.MaxBy(one => one.Throughput.Count)?.Throughput.Select(timing => timing.AskedRows).ToList() ?? [];
        string[] header =
        [
            "task", "trainer", "precision", "values", "repeats",
            .. report.Numbers ? ["CPU"] : Array.Empty<string>(), .. sizes.Select(rows => Invariant($"{rows:N0}")),
        ];
        var rows = report.Cases.Select(one => Cells(report, one, sizes.Count)).Prepend(header).ToList();
        return TextTable.Lines(rows, left: 5);
    }

    private static string[] Cells(GpuCheckReport report, GpuCheckCase one, int sizes) =>
    [
        EnumForm.Text(one.Task), one.Trainer, EnumForm.Text(one.Precision),
        one switch
        {
            { Differing: null } => "not looked at",
            { Differing: > 0 } => Invariant($"{one.Differing:N0} WRONG"),
            { LargestShare: { } share } => Invariant($"within {100 * share:F1} % of the bound"),
            _ => "the processor's bits",
        },
        one switch
        {
            { Repeats: 0 } => "",
            { RepeatsDiffering: > 0 } => Invariant($"{one.RepeatsDiffering} of {one.Repeats} DIFFER"),
            { RepeatsDiffering: null } => Invariant($"{one.Repeats}"),
            _ => Invariant($"{one.Repeats} alike"),
        },
        .. report.Numbers ? [Speed(one.CpuRowsPerSecond)] : Array.Empty<string>(),
        .. one.Throughput.Select(timing =>
            (report.Numbers ? Speed(timing.RowsPerSecond) : "ran") + (IsSmaller(timing) ? Invariant($" ({timing.BatchRows:N0} rows)") : "")),
        .. Enumerable.Repeat("", sizes - one.Throughput.Count),
    ];

    private static bool IsSmaller(GpuCheckTiming timing) => timing.BatchRows < timing.AskedRows;

    private static string Speed(double? rowsPerSecond) => rowsPerSecond is { } rows ? Invariant($"{rows / Million:F2}") : "";
}

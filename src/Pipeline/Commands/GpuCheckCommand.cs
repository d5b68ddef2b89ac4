using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Model;
using Pipeline.Scoring;
using Pipeline.Verification;

namespace Pipeline.Commands;

/// <summary>What gpu-check is asked to do.</summary>
/// <param name="Device">The GPUs.</param>
/// <param name="Soak">Seconds to go on for when every model has been checked; null for a minute.</param>
/// <param name="Numbers">Whether to look at what was computed, and at the clock.</param>
public sealed record GpuCheckRequest(DeviceOptions Device, string? Soak, bool Numbers);

/// <summary>gpu-check: proves a machine's GPUs with a model of every trainer.</summary>
public static class GpuCheckCommand
{
    private const double Minute = 60;

    /// <summary>Runs it.</summary>
    /// <exception cref="CheckException">A value differs.</exception>
    public static GpuCheckReport Run(GpuCheckRequest request, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        if (request.Device.Device.Kind != DeviceKind.Cuda || request.Device.Device.Indices.Count != 1)
            throw new ConfigException("--device", $"'{request.Device.Device}'", "one GPU: cuda or cuda:N", "Check several one after the other.");
        var seconds = Minute;
        if (request.Soak is not null && !double.TryParse(request.Soak, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds))
            throw new ConfigException("--soak", $"'{request.Soak}'", "a number of seconds, 0 or more");
        OnnxRuntimeLibrary.Choose(request.Device.OnnxRuntime);
        var report = new GpuCheck(request.Device.Device, request.Numbers, seconds, progress, cancel).Run();
        return report.Problems.Count == 0 ? report : throw new CheckException(report.Problems);
    }

    /// <summary>What was found, as text for people.</summary>
    public static IEnumerable<string> Text(GpuCheckReport report)
    {
        var numbers = report.Cases.Any(one => one.Differing is not null);
        yield return $"{report.Placement}: ONNX Runtime {report.System.OnnxRuntime}, CUDA {report.System.Runtime}, driver for CUDA {report.System.Driver}";
        foreach (var one in report.Cases)
        {
            var speed = string.Join(", ", one.Throughput.Select(timed => Line($"{timed.RowsPerSecond / 1e6:F2} at {timed.BatchRows:N0}")));
            yield return Line($"{one.Task.ToString().ToLowerInvariant(),-10} {one.Trainer,-24} {one.Precision.ToString().ToLowerInvariant(),-6} every node there")
                + (numbers ? Line($", {one.Rows:N0} rows {(one.LargestShare is { } share ? Line($"within {share:P1} of the bound") : "as on the processor")}, {one.Repeats} repeats alike; million rows/s at a batch of rows: {speed}") : "");
        }
        if (report.Soak is { } soak)
            yield return Line($"Soak: {soak.Seconds:F0} s, {soak.Sessions:N0} sessions, {soak.Rows:N0} rows, {soak.LostBytes:N0} bytes of the device lost.");
        yield return numbers
            ? "Passed: exact gives the same bits as the processor, fast is within its bound, every time."
            : "Passed without numbers: every model was placed, captured and run; what was computed was not looked at.";
    }

    /// <summary>What was found, as a JSON document.</summary>
    public static JsonObject Json(GpuCheckReport report) => new()
    {
        ["passed"] = true,
        ["numbers"] = report.Cases.Any(one => one.Differing is not null),
        ["device"] = report.Placement.Device.ToString(),
        ["names"] = new JsonArray([.. report.Placement.Names.Select(name => (JsonNode)name)]),
        ["onnxRuntime"] = report.System.OnnxRuntime,
        ["cuda"] = report.System.Runtime,
        ["driver"] = report.System.Driver,
        ["cases"] = new JsonArray([.. report.Cases.Select(one => new JsonObject
        {
            ["task"] = one.Task.ToString().ToLowerInvariant(),
            ["trainer"] = one.Trainer,
            ["precision"] = one.Precision.ToString().ToLowerInvariant(),
            ["rows"] = one.Rows,
            ["differing"] = one.Differing,
            ["largestShare"] = one.LargestShare,
            ["repeats"] = one.Repeats,
            ["repeatsDiffering"] = one.RepeatsDiffering,
            ["rowsPerSecond"] = new JsonObject(one.Throughput.Select(timed => KeyValuePair.Create(timed.BatchRows.ToString(CultureInfo.InvariantCulture), (JsonNode?)timed.RowsPerSecond))),
        })]),
        ["soak"] = report.Soak is not { } soak ? null : new JsonObject
        {
            ["seconds"] = soak.Seconds,
            ["sessions"] = soak.Sessions,
            ["rows"] = soak.Rows,
            ["differing"] = soak.Differing,
            ["lostBytes"] = soak.LostBytes,
        },
    };

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

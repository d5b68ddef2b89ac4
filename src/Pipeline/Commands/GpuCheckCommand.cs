using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Scoring.Onnx;
using Pipeline.Verification.Gpu;

namespace Pipeline.Commands;

/// <summary>What gpu-check is asked to do.</summary>
/// <param name="Device">The GPU, in the words of the command line.</param>
/// <param name="OnnxRuntime">Directory of another native library of ONNX Runtime than the one that the program came with; null for none.</param>
/// <param name="Soak">Seconds to go on for when every model has been checked; null for a minute.</param>
/// <param name="Numbers">Whether to look at what was computed, and at the clock.</param>
internal sealed record GpuCheckRequest(string Device, string? OnnxRuntime, string? Soak, bool Numbers);

/// <summary>gpu-check: proves a machine's GPU with a model of every trainer.</summary>
internal static class GpuCheckCommand
{
    private const double Minute = 60;

    /// <summary>Runs it.</summary>
    /// <returns>What was found, good or bad: see <see cref="Failure"/>.</returns>
    /// <exception cref="ConfigException">No such device or time.</exception>
    /// <exception cref="DeviceException">The device is not there, or fails.</exception>
    public static GpuCheckReport Run(GpuCheckRequest request, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var device = OneGpu(request.Device);
        var seconds = request.Soak is null ? Minute : Seconds(request.Soak);
        OnnxRuntimeLibrary.Choose(request.OnnxRuntime);
        return new GpuCheck(device, request.Numbers, seconds, progress, cancel).Run();
    }

    /// <summary>The error that a run with this outcome ends in; null where the machine passed.</summary>
    public static CheckException? Failure(GpuCheckReport report) => report.Problems.Count == 0 ? null : new CheckException(report.Problems);

    /// <summary>What was found, as a JSON document; with the error where there is one.</summary>
    public static JsonObject Json(GpuCheckReport report)
    {
        var document = new JsonObject
        {
            ["passed"] = report.Problems.Count == 0,
            ["numbers"] = report.Numbers,
            ["device"] = report.Placement.Device.ToString(),
            ["names"] = new JsonArray([.. report.Placement.Names.Select(name => (JsonNode)name)]),
            ["onnxRuntime"] = report.System.OnnxRuntime,
            ["cuda"] = report.System.Runtime,
            ["driver"] = report.System.Driver,
            ["cases"] = new JsonArray([.. report.Cases.Select(Json)]),
            ["soak"] = report.Soak is not { } soak ? null : new JsonObject
            {
                ["seconds"] = soak.Seconds,
                ["rounds"] = soak.Rounds,
                ["sessions"] = soak.Sessions,
                ["rows"] = soak.Rows,
                ["differing"] = soak.Differing,
                ["lostBytes"] = soak.LostBytes,
            },
        };
        foreach (var (name, error) in Failure(report) is { } failure ? OutcomeJson.Of(failure) : [])
            document[name] = error?.DeepClone();
        return document;
    }

    private static JsonObject Json(GpuCheckCase one) => new()
    {
        ["task"] = OptionWords.Of(one.Task),
        ["trainer"] = one.Trainer,
        ["precision"] = OptionWords.Of(one.Precision),
        ["rows"] = one.Rows,
        ["batchRows"] = one.BatchRows,
        ["differing"] = one.Differing,
        ["largestShare"] = one.LargestShare,
        ["repeats"] = one.Repeats,
        ["repeatsDiffering"] = one.RepeatsDiffering,
        ["cpuRowsPerSecond"] = one.CpuRowsPerSecond,
        ["throughput"] = new JsonArray([.. one.Throughput.Select(timing => new JsonObject
        {
            ["askedRows"] = timing.AskedRows,
            ["batchRows"] = timing.BatchRows,
            ["rowsPerSecond"] = timing.RowsPerSecond,
        })]),
    };

    private static Device OneGpu(string text)
    {
        const string Prefix = "cuda:";
        var isOne = text == "cuda" || (text.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(text[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _));
        return isOne ? Device.Parse(text) : throw new ConfigException("--device", DataText.Quote(text), "one GPU: cuda or cuda:N", "Check several one after the other.");
    }

    private static double Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds) && seconds >= 0
            ? seconds
            : throw new ConfigException("--soak", DataText.Quote(text), "a number of seconds, 0 or more");
}

using System.Globalization;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Reports;
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
    /// <returns>What was found, good or bad: see <see cref="GpuCheckReport.Failure"/>.</returns>
    /// <exception cref="ConfigException">No such device or time.</exception>
    /// <exception cref="DeviceException">The device is not there, or fails.</exception>
    public static GpuCheckReport Run(GpuCheckRequest request, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var device = OneGpu(request.Device);
        var seconds = request.Soak is null ? Minute : Seconds(request.Soak);
        OnnxRuntimeLibrary.Choose(request.OnnxRuntime);
        return new GpuCheck(device, request.Numbers, seconds, progress, cancel).Run();
    }

    private static Device OneGpu(string text)
    {
        const string Prefix = "cuda:";
        var isOne = text == "cuda" || (text.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(text[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _));
        return isOne ? Device.Parse(text) : throw new ConfigException("--device", DataText.Quote(text), "one GPU: cuda or cuda:N",
            "Check several one after the other.");
    }

    private static double Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds) && seconds >= 0
            ? seconds
            : throw new ConfigException("--soak", DataText.Quote(text), "a number of seconds, 0 or more");
}

using Pipeline.Scoring.Cuda;
using static System.FormattableString;

namespace Pipeline.Reports.Text;

/// <summary>What devices found, as text for people.</summary>
internal static class DevicesText
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(DevicesOutcome outcome)
    {
        var system = outcome.System;
        yield return "cpu       always there";
        foreach (var device in outcome.Devices)
            yield return Invariant($"{"cuda:" + device.Index,-9} {device.Name}, compute capability {device.ComputeCapability}, {State(device)}");
        yield return "";
        var driver = system.Driver is { } version ? $"for CUDA {version}" : "not reached";
        yield return $"ONNX Runtime {system.OnnxRuntime}, CUDA {system.Runtime ?? "not reached"}, driver {driver}";
        foreach (var library in system.Libraries)
            yield return $"  {library.Name}: {library.Path ?? "missing"}";
        foreach (var problem in system.Problems)
            yield return $"In the way: {problem}";
    }

    private static string State(CudaDevice device) => device.Problem is { } problem
        ? $"cannot be used: {problem.Found}. {problem.Remedy}"
        : Invariant($"{device.FreeBytes >> 20:N0} of {device.TotalBytes >> 20:N0} MiB free");
}

using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;
using Pipeline.Model;

namespace Pipeline.Scoring.Cuda;

/// <summary>What went wrong on a device, as the error of this program. ONNX Runtime's own texts name its source files and the host; what they say of CUDA is kept.</summary>
internal static partial class CudaFault
{
    private const string Retry = "Run it again; if it comes back, look at nvidia-smi, or take --device cpu, which gives the same scores.";
    private const string Expected = "a device that does what it is told";
    private const string Room = "Free memory on the device, name a larger one, or take --device cpu, which gives the same scores.";

    /// <summary>Fails where a function of the CUDA runtime did not return 0.</summary>
    /// <param name="code">What it returned.</param>
    /// <param name="where">The device, and what was being done.</param>
    /// <param name="call">The function.</param>
    /// <exception cref="DeviceException">It failed.</exception>
    public static void Check(int code, string where, string call)
    {
        if (code != 0)
            throw Of(where, call, code, null);
    }

    /// <summary>The error for one of ONNX Runtime's.</summary>
    public static DeviceException Of(string where, OnnxRuntimeException error)
    {
        var failure = Failure().Match(error.Message);
        if (failure.Success)
            return Of(where, failure.Groups["call"] is { Success: true } call ? call.Value : "CUDA", int.Parse(failure.Groups["code"].ValueSpan, CultureInfo.InvariantCulture), error);
        var kernel = Kernel().Match(error.Message);
        if (kernel.Success)
            return new DeviceException(where, $"{kernel.Groups["text"].Value.Trim()} ({kernel.Groups["name"].Value})", Expected, Retry, error);
        if (Memory().IsMatch(error.Message))
            return Of(where, "the arena of ONNX Runtime", CudaRuntime.OutOfMemory, error);
        if (Elsewhere().IsMatch(error.Message))
            return new DeviceException(where, "a node that the CUDA provider does not take", "every node on the device", "Take --device cpu.", error);
        return new DeviceException(where, error.Message.ReplaceLineEndings(" "), "a session in the CUDA provider", Retry, error);
    }

    /// <summary>Whether the device had too little memory, so that a smaller batch may do.</summary>
    public static bool IsOutOfMemory(DeviceException error) => error.Problems[0].Remedy == Room;

    private static DeviceException Of(string where, string call, int code, Exception? cause) => new(
        where,
        FormattableString.Invariant($"{CudaRuntime.Describe(code)} ({call}, CUDA error {code})"),
        code == CudaRuntime.OutOfMemory ? "enough free memory for the model and one batch" : Expected,
        code == CudaRuntime.OutOfMemory ? Room : Retry,
        cause);

    [GeneratedRegex(@"CUDA failure (?<code>\d+):.*?(?:expr=(?<call>\w+)|$)", RegexOptions.Singleline)]
    private static partial Regex Failure();

    // What ONNX Runtime says where it may not fall back, and where it was to capture a graph.
    [GeneratedRegex("explicitly disabled by the user|have not been partitioned to the CUDA")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"CUDA error (?<name>\w+):(?<text>.*)")]
    private static partial Regex Kernel();

    [GeneratedRegex("Failed to allocate memory|Available memory of|out of memory", RegexOptions.IgnoreCase)]
    private static partial Regex Memory();
}

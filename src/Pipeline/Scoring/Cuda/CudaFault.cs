using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;
using Pipeline.Model;

namespace Pipeline.Scoring.Cuda;

/// <summary>
/// What went wrong on a device, as the error of this program. ONNX Runtime's own texts name its source files and the host; what
/// they say of CUDA is kept.
/// </summary>
internal static partial class CudaFault
{
    private const string Retry = "Run it again; if it comes back, look at nvidia-smi, or take --device cpu, which gives the same scores.";
    private const string Room = "enough free memory for the model and one batch";

    /// <summary>Fails where a function of the CUDA runtime did not return 0.</summary>
    /// <param name="code">What it returned.</param>
    /// <param name="where">The device, and what was being done.</param>
    /// <param name="call">The function.</param>
    /// <exception cref="DeviceException">It failed.</exception>
    public static void Check(int code, string where, string call)
    {
        if (code != 0)
            throw Classified(where, FormattableString.Invariant($"{CudaRuntime.Describe(code)} ({call}, CUDA error {code})"), CudaRuntime.Capability(), null);
    }

    /// <summary>The error for one of ONNX Runtime's, on the thread that it came up on.</summary>
    public static DeviceException Of(string where, OnnxRuntimeException error) => Of(where, error.Message, CudaRuntime.Capability(), error);

    /// <summary>The error for what ONNX Runtime says.</summary>
    /// <param name="where">The device, and what was being done.</param>
    /// <param name="text">What it says.</param>
    /// <param name="capability">The compute capability of the device.</param>
    /// <param name="cause">Its exception.</param>
    internal static DeviceException Of(string where, string text, string capability, Exception? cause = null)
    {
        if (Elsewhere().IsMatch(text))
            return new DeviceException(where, "a node that the CUDA provider does not take", "every node on the device", "Take --device cpu.", cause);
        var (failure, kernel) = (Failure().Match(text), Kernel().Match(text));
        var found = failure.Success ? Words(failure.Groups)
            : kernel.Success ? $"{kernel.Groups["text"].Value.Trim()} ({kernel.Groups["name"].Value})"
            : Arena().IsMatch(text) ? "out of memory (the arena of ONNX Runtime, CUDA error 2)"
            : "";
        return found.Length > 0
            ? Classified(where, found, capability, cause)
            : new DeviceException(where, Sentence(text), "a session in the CUDA provider", Retry, cause);
    }

    /// <summary>Whether the device had too little memory, so that a smaller batch may do.</summary>
    public static bool IsOutOfMemory(DeviceException error) => error.Problems[0].Expected == Room;

    /// <summary>The same error with a nearer remedy before its own.</summary>
    public static DeviceException With(DeviceException error, string remedy) =>
        new([.. error.Problems.Select(problem => problem with { Remedy = $"{remedy} {problem.Remedy}" })], error.Total, error);

    private static DeviceException Classified(string where, string found, string capability, Exception? cause)
    {
        if (Memory().IsMatch(found))
            return new DeviceException(where, found, Room, "Free memory on the device, name a larger one, or take --device cpu, which gives the same scores.",
                cause);
        if (NoCode().IsMatch(found))
        {
            return new DeviceException(where, $"{found}: no code for compute capability {capability} in this build of ONNX Runtime",
                "a device that the build has code for",
                "Use a build with code for this device, name another device, or take --device cpu, which gives the same scores.", cause);
        }
        return new DeviceException(where, found, "a device that does what it is told", Retry, cause);
    }

    /// <summary>A failed call of one of NVIDIA's libraries: status, function, library and code.</summary>
    private static string Words(GroupCollection failure)
    {
        var (library, code) = (failure["library"].Value, int.Parse(failure["code"].ValueSpan, CultureInfo.InvariantCulture));
        var call = failure["call"].Success ? $"{failure["call"].Value}, " : "";
        var status = library == "CUBLAS" ? CublasStatus(code) : failure["text"].Value.Trim();
        return FormattableString.Invariant($"{status} ({call}{library} error {code})");
    }

    /// <summary>The names of cuBLAS's documentation; what ONNX Runtime prints for them changes with its version.</summary>
    private static string CublasStatus(int code) => code switch
    {
        1 => "CUBLAS_STATUS_NOT_INITIALIZED",
        3 => "CUBLAS_STATUS_ALLOC_FAILED",
        7 => "CUBLAS_STATUS_INVALID_VALUE",
        8 => "CUBLAS_STATUS_ARCH_MISMATCH",
        11 => "CUBLAS_STATUS_MAPPING_ERROR",
        13 => "CUBLAS_STATUS_EXECUTION_FAILED",
        14 => "CUBLAS_STATUS_INTERNAL_ERROR",
        15 => "CUBLAS_STATUS_NOT_SUPPORTED",
        16 => "CUBLAS_STATUS_LICENSE_ERROR",
        _ => "a status without a name",
    };

    /// <summary>The first sentence of what is known nowhere above, without the places in ONNX Runtime's sources and without directories.</summary>
    private static string Sentence(string text)
    {
        text = Wrapping().Replace(text, "");
        text = Directories().Replace(Source().Replace(text, ""), "");
        text = SentenceEnd().Split(text, 2)[0].Trim();
        return text.Length > 0 ? text : "an error that ONNX Runtime says nothing of";
    }

    [GeneratedRegex(@"(?<library>[A-Z]\w+) failure (?<code>\d+): ?(?<text>.*?)(?: ;|$)(?:.*?expr=(?<call>\w+))?", RegexOptions.Singleline)]
    private static partial Regex Failure();

    // What ONNX Runtime says where it may not fall back, and where it was to capture a graph.
    [GeneratedRegex("explicitly disabled by the user|have not been partitioned to the CUDA")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"CUDA error (?<name>\w+):(?<text>.*)")]
    private static partial Regex Kernel();

    [GeneratedRegex("Failed to allocate memory|Available memory of|out of memory", RegexOptions.IgnoreCase)]
    private static partial Regex Arena();

    // cuBLAS is not initialized where its own memory could not be had.
    [GeneratedRegex(@"out of memory|ALLOC\w*_FAILED|CUBLAS_STATUS_NOT_INITIALIZED|cudaErrorMemoryAllocation|CUDA error 2\)", RegexOptions.IgnoreCase)]
    private static partial Regex Memory();

    [GeneratedRegex(@"CUDA error 209\)|cudaErrorNoKernelImageForDevice|CUBLAS_STATUS_ARCH_MISMATCH")]
    private static partial Regex NoCode();

    // What stands before a message: its kind, and the node that it came up in.
    [GeneratedRegex(@"^.*Status Message: |\[ErrorCode:\w+\]\s*|\[ONNXRuntimeError\] : \d+ : \w+ : |Exception during initialization: ", RegexOptions.Singleline)]
    private static partial Regex Wrapping();

    // File and line, and the function with its parameters.
    [GeneratedRegex(@"\S*/\S+:\d+ (?:.*?[\w>~=]\([^()]*(?:\([^()]*\)[^()]*)*\)(?: const)?(?: \[with .*?\])? )?")]
    private static partial Regex Source();

    [GeneratedRegex(@"(?:/[\w.+~-]+)+/|(?<=^|\s)(?:[\w.+~-]+/)+")]
    private static partial Regex Directories();

    [GeneratedRegex(@"\.(?=\s|$)|\n| ; |hostname=")]
    private static partial Regex SentenceEnd();
}

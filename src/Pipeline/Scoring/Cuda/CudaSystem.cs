using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Scoring.Onnx;
using static Pipeline.Scoring.Cuda.CudaRuntime;

namespace Pipeline.Scoring.Cuda;

/// <summary>
/// What of the way to the GPUs is there: ONNX Runtime with its CUDA provider, the libraries that the provider needs, the driver, a
/// device. Everything that is missing is named at once, with where to get it. The devices themselves are only counted: whoever uses
/// one takes memory on it, and those that nobody asked for are left alone, broken or not.
/// </summary>
internal sealed class CudaSystem
{
    private const string Core = "libonnxruntime.so";
    private const string Build =
        "Build with -p:OnnxRuntimePackage=Gpu, or name the directory of a build of ONNX Runtime with the CUDA provider by --onnxruntime or "
        + $"{OnnxRuntimeLibrary.Variable}.";

    private static readonly Lock gate = new();
    private static CudaSystem? found;

    private readonly List<CudaLibrary> libraries = [];
    private readonly List<Problem> problems = [];
    private readonly int count;

    private CudaSystem()
    {
        var environment = OrtEnv.Instance();
        // What goes wrong is an error of ours; its own log would tell it a second time.
        environment.EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
        OnnxRuntime = environment.GetVersionString();
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            problems.Add(new Problem("cuda", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}", "Linux on x64",
                "Take --device cpu."));
        else if (FindLibraries())
            count = CountDevices();
    }

    /// <summary>The version of ONNX Runtime.</summary>
    public string OnnxRuntime { get; }

    /// <summary>The version of CUDA that the driver supports, such as 13.0; null where it was not reached.</summary>
    public string? Driver { get; private set; }

    /// <summary>The version of the CUDA libraries; null where they were not reached.</summary>
    public string? Runtime { get; private set; }

    /// <summary>The libraries, found and missing, in the order in which they need each other.</summary>
    public IReadOnlyList<CudaLibrary> Libraries => libraries;

    /// <summary>What is in the way of every GPU; empty where nothing is. What is wrong with one of them, its <see cref="CudaDevice"/> says.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>What the devices are called, in the order of their numbers, each looked up when its turn comes; none where something is in the way.</summary>
    internal IEnumerable<string> Names => Enumerable.Range(0, count).Select(NameOf);

    /// <summary>Looks, once a process; the libraries stay loaded, and the provider finds them by their names.</summary>
    public static CudaSystem Find()
    {
        lock (gate)
            return found ??= new CudaSystem();
    }

    /// <summary>Looks at every device, those that cannot be used too. It takes memory on each, until the process ends.</summary>
    public IReadOnlyList<CudaDevice> LookAtDevices() => [.. Enumerable.Range(0, count).Select(CudaDevice.Look)];

    /// <summary>Memory of a device that nobody uses now.</summary>
    /// <exception cref="DeviceException">The device cannot be used.</exception>
    internal static long FreeBytes(int device) => CudaDevice.Memory(device).Free;

    /// <summary>Fails where something is in the way of all devices, or there are no devices of some numbers.</summary>
    /// <exception cref="DeviceException">It names all of it.</exception>
    internal void Require(IEnumerable<int> devices)
    {
        if (problems.Count > 0)
            throw new DeviceException(problems);
        var there = string.Join(", ", Enumerable.Range(0, count).Select(index => FormattableString.Invariant($"cuda:{index}")));
        var missing = devices.Where(index => index >= count)
            .Select(index => new Problem("--device", FormattableString.Invariant($"no cuda:{index}"), there, "The command devices lists what is there."))
                .ToList();
        if (missing.Count > 0)
            throw new DeviceException(missing);
    }

    private bool FindLibraries()
    {
        var core = OnnxRuntimeLibrary.Chosen ?? LoadedLibraries.PathOf(Core);
        libraries.Add(new CudaLibrary(Core, core, Build));
        if (core is null || !OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"))
        {
            problems.Add(new Problem("cuda", $"ONNX Runtime {OnnxRuntime} without the CUDA provider ({core})", "a build with it", Build));
            return false;
        }
        var provider = new ProviderLibraries(core, Build);
        libraries.AddRange(provider.All);
        problems.AddRange(provider.Problems);
        return problems.Count == 0;
    }

    private int CountDevices()
    {
        var code = cudaGetDeviceCount(out var devices);
        _ = cudaDriverGetVersion(out var driver);
        _ = cudaRuntimeGetVersion(out var runtime);
        (Driver, Runtime) = (driver == 0 ? null : Version(driver), Version(runtime));
        if (code == 0 && devices > 0)
            return devices;
        problems.Add(DriverProblem(code == 0 ? NoDevice : code, Driver, Runtime));
        return 0;
    }

    /// <summary>Why no devices could be counted.</summary>
    internal static Problem DriverProblem(int code, string? driver, string runtime) => code switch
    {
        NoDevice => new Problem("cuda", "no GPU", "an NVIDIA GPU", "See what nvidia-smi says; CUDA_VISIBLE_DEVICES and containers can hide one."),
        InsufficientDriver when driver is null =>
            new Problem("cuda", "no NVIDIA driver", $"a driver for CUDA {runtime}", "Install the NVIDIA driver, and see what nvidia-smi says."),
        InsufficientDriver =>
            new Problem("cuda", $"an NVIDIA driver for CUDA {driver}", $"one for CUDA {runtime}, as the libraries are",
                "Update the NVIDIA driver, or use an older build of ONNX Runtime and its libraries."),
        _ => new Problem("cuda", FormattableString.Invariant($"{Describe(code)} (cudaGetDeviceCount, CUDA error {code})"), "a driver that answers",
            "See what nvidia-smi says."),
    };

    private static string Version(int number) => FormattableString.Invariant($"{number / 1000}.{number % 1000 / 10}");
}

using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Pipeline.Model;
using static Pipeline.Scoring.Cuda.CudaRuntime;

namespace Pipeline.Scoring.Cuda;

/// <summary>
/// What of the way to a GPU is there: ONNX Runtime with its CUDA provider, the libraries that the provider needs, the driver, the
/// devices. Everything that is missing is named at once, with where to get it.
/// </summary>
public sealed class CudaSystem
{
    private const string Core = "libonnxruntime.so";
    private const string CudaProvider = "libonnxruntime_providers_cuda.so";
    private const string Build = $"Build with -p:OnnxRuntimePackage=Gpu, or name the directory of a build of ONNX Runtime with the CUDA provider by --onnxruntime or {OnnxRuntimeLibrary.Variable}.";

    private static readonly Lock gate = new();
    private static CudaSystem? found;

    private readonly List<CudaLibrary> libraries = [];
    private readonly List<CudaDevice> devices = [];
    private readonly List<Problem> problems = [];

    private CudaSystem()
    {
        var environment = OrtEnv.Instance();
        // What goes wrong is an error of ours; its own log would tell it a second time.
        environment.EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
        OnnxRuntime = environment.GetVersionString();
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            problems.Add(new Problem("cuda", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}", "Linux on x64", "Take --device cpu."));
        else if (FindLibraries())
            FindDevices();
    }

    /// <summary>The version of ONNX Runtime.</summary>
    public string OnnxRuntime { get; }

    /// <summary>The version of CUDA that the driver supports, such as 13.0; null where it was not reached.</summary>
    public string? Driver { get; private set; }

    /// <summary>The version of the CUDA libraries; null where they were not reached.</summary>
    public string? Runtime { get; private set; }

    /// <summary>The libraries, found and missing, in the order in which they need each other.</summary>
    public IReadOnlyList<CudaLibrary> Libraries => libraries;

    /// <summary>The devices.</summary>
    public IReadOnlyList<CudaDevice> Devices => devices;

    /// <summary>What is in the way of scoring on a GPU; empty where nothing is.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>Looks, once a process; the libraries stay loaded, and the provider finds them by their names.</summary>
    public static CudaSystem Find()
    {
        lock (gate)
            return found ??= new CudaSystem();
    }

    /// <summary>Memory of a device that nobody uses now.</summary>
    internal static long FreeBytes(int device)
    {
        _ = cudaSetDevice(device);
        _ = cudaMemGetInfo(out var free, out _);
        return (long)free;
    }

    private bool FindLibraries()
    {
        var core = OnnxRuntimeLibrary.Chosen ?? LoadedLibraries.PathOf(Core);
        libraries.Add(new CudaLibrary(Core, core, Build));
        if (!OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"))
        {
            problems.Add(new Problem("cuda", $"ONNX Runtime {OnnxRuntime} without the CUDA provider ({core})", "a build with it", Build));
            return false;
        }
        var directory = Path.GetDirectoryName(core)!;
        foreach (var name in (string[])["libonnxruntime_providers_shared.so", CudaProvider])
            libraries.Add(new CudaLibrary(name, File.Exists(Path.Combine(directory, name)) ? Path.Combine(directory, name) : null, $"It belongs beside {core}."));
        if (libraries[^1].Path is { } provider)
        {
            var needed = ElfLibrary.NeededBy(provider).Where(name => name.StartsWith("libcu", StringComparison.Ordinal)).ToList();
            // A copy that was cut off, or stands for a file that is kept elsewhere.
            if (!needed.Any(name => name.StartsWith("libcudart.", StringComparison.Ordinal)))
                problems.Add(new Problem(provider, "a file that asks for no CUDA runtime", "ONNX Runtime's CUDA provider, whole", Build));
            libraries.AddRange(needed.Select(name => Load(name, directory)));
        }
        problems.AddRange(libraries.Where(library => library.Path is null).Select(library => new Problem(library.Name, "no such library, or one that cannot be loaded", "the library", library.Remedy)));
        return problems.Count == 0;
    }

    /// <summary>Loads a library, from beside ONNX Runtime or from wherever the loader looks.</summary>
    private static CudaLibrary Load(string name, string directory)
    {
        var remedy = name.StartsWith("libcuda.", StringComparison.Ordinal)
            ? "It comes with the NVIDIA driver: install that, and see what nvidia-smi says."
            : $"It comes with NVIDIA's CUDA {(name.StartsWith("libcurand", StringComparison.Ordinal) ? "toolkit" : $"{name[(name.LastIndexOf('.') + 1)..]} toolkit")}, or its Python packages (site-packages/nvidia/*/lib): put its directory on LD_LIBRARY_PATH.";
        var beside = Path.Combine(directory, name);
        return NativeLibrary.TryLoad(File.Exists(beside) ? beside : name, out var library)
            ? Bound(new CudaLibrary(name, LoadedLibraries.PathOf(name), remedy), library)
            : new CudaLibrary(name, null, remedy);
    }

    private static CudaLibrary Bound(CudaLibrary library, IntPtr handle)
    {
        if (library.Name.StartsWith("libcudart.", StringComparison.Ordinal))
            Bind(handle);
        return library;
    }

    private void FindDevices()
    {
        var code = cudaGetDeviceCount(out var count);
        _ = cudaDriverGetVersion(out var driver);
        _ = cudaRuntimeGetVersion(out var runtime);
        (Driver, Runtime) = (driver == 0 ? null : Version(driver), Version(runtime));
        if (code != 0 || count == 0)
        {
            problems.Add(DriverProblem(code == 0 ? NoDevice : code, Driver, Runtime));
            return;
        }
        for (var index = 0; index < count; index++)
        {
            var broken = cudaSetDevice(index);
            if (broken != 0)
            {
                problems.Add(new Problem(FormattableString.Invariant($"cuda:{index}"), Describe(broken), "a device that can be used", "See what nvidia-smi says of it."));
                continue;
            }
            _ = cudaMemGetInfo(out var free, out var total);
            _ = cudaDeviceGetAttribute(out var major, 75, index);
            _ = cudaDeviceGetAttribute(out var minor, 76, index);
            devices.Add(new CudaDevice(index, NameOf(index), FormattableString.Invariant($"{major}.{minor}"), (long)free, (long)total));
        }
    }

    /// <summary>Why no devices could be counted.</summary>
    internal static Problem DriverProblem(int code, string? driver, string runtime) => code switch
    {
        NoDevice => new Problem("cuda", "no GPU", "an NVIDIA GPU", "See what nvidia-smi says; CUDA_VISIBLE_DEVICES and containers can hide one."),
        InsufficientDriver when driver is null => new Problem("cuda", "no NVIDIA driver", $"a driver for CUDA {runtime}", "Install the NVIDIA driver, and see what nvidia-smi says."),
        InsufficientDriver => new Problem("cuda", $"an NVIDIA driver for CUDA {driver}", $"one for CUDA {runtime}, as the libraries are", "Update the NVIDIA driver, or use an older build of ONNX Runtime and its libraries."),
        _ => new Problem("cuda", FormattableString.Invariant($"{Describe(code)} (cudaGetDeviceCount, CUDA error {code})"), "a driver that answers", "See what nvidia-smi says."),
    };

    private static string Version(int number) => FormattableString.Invariant($"{number / 1000}.{number % 1000 / 10}");
}

using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Pipeline.Scoring.Cuda;

/// <summary>
/// The few functions of the CUDA runtime that ONNX Runtime has no call for: memory that a captured graph keeps, copies on streams
/// of our own, events. All of them return 0 or one of CUDA's error codes. Which library they are in,
/// <see cref="CudaSystem"/> finds out.
/// </summary>
internal static class CudaRuntime
{
    /// <summary>Out of memory.</summary>
    public const int OutOfMemory = 2;

    /// <summary>The driver is older than the runtime, or there is none.</summary>
    public const int InsufficientDriver = 35;

    /// <summary>No device.</summary>
    public const int NoDevice = 100;

    private const string Library = "cudart";

    /// <summary>Tells the runtime's functions which library they are in; once a process.</summary>
    public static void Bind(IntPtr library) =>
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == Library ? library : IntPtr.Zero);

    /// <summary>What an error code means, in CUDA's words.</summary>
    public static string Describe(int code) => Marshal.PtrToStringUTF8(cudaGetErrorString(code)) ?? "unknown error";

    /// <summary>A device's name: the first member of the structure of its properties, 256 bytes of text, in every version of CUDA.</summary>
    public static string NameOf(int device)
    {
        var properties = new byte[8192];
        if (cudaGetDeviceProperties(properties, device) != 0)
            return "unknown";
        var text = properties.AsSpan(0, 256);
        return Encoding.UTF8.GetString(text[..Math.Max(0, text.IndexOf((byte)0))]);
    }

    /// <summary>A device's compute capability, such as 9.0. Neither this nor its name takes memory on it.</summary>
    public static string CapabilityOf(int device) =>
        cudaDeviceGetAttribute(out var major, 75, device) == 0 && cudaDeviceGetAttribute(out var minor, 76, device) == 0
            ? FormattableString.Invariant($"{major}.{minor}")
            : "unknown";

    /// <summary>The compute capability of the calling thread's device.</summary>
    public static string Capability() => cudaGetDevice(out var device) == 0 ? CapabilityOf(device) : "unknown";

    [DllImport(Library)]
    public static extern int cudaGetDeviceCount(out int count);

    [DllImport(Library)]
    public static extern int cudaDriverGetVersion(out int version);

    [DllImport(Library)]
    public static extern int cudaRuntimeGetVersion(out int version);

    [DllImport(Library)]
    public static extern int cudaGetDevice(out int device);

    [DllImport(Library)]
    public static extern int cudaDeviceGetAttribute(out int value, int attribute, int device);

    [DllImport(Library)]
    public static extern int cudaMemGetInfo(out nuint free, out nuint total);

    [DllImport(Library)]
    public static extern int cudaSetDevice(int device);

    [DllImport(Library)]
    public static extern int cudaDeviceSynchronize();

    [DllImport(Library)]
    public static extern int cudaMalloc(out IntPtr pointer, nuint bytes);

    [DllImport(Library)]
    public static extern int cudaFree(IntPtr pointer);

    [DllImport(Library)]
    public static extern int cudaHostAlloc(out IntPtr pointer, nuint bytes, uint flags);

    [DllImport(Library)]
    public static extern int cudaFreeHost(IntPtr pointer);

    [DllImport(Library)]
    public static extern int cudaMemset(IntPtr pointer, int value, nuint bytes);

    [DllImport(Library)]
    public static extern int cudaMemcpyAsync(IntPtr target, IntPtr source, nuint bytes, int kind, IntPtr stream);

    [DllImport(Library)]
    public static extern int cudaStreamCreateWithFlags(out IntPtr stream, uint flags);

    [DllImport(Library)]
    public static extern int cudaStreamSynchronize(IntPtr stream);

    [DllImport(Library)]
    public static extern int cudaStreamWaitEvent(IntPtr stream, IntPtr happened, uint flags);

    [DllImport(Library)]
    public static extern int cudaStreamDestroy(IntPtr stream);

    [DllImport(Library)]
    public static extern int cudaEventCreateWithFlags(out IntPtr happened, uint flags);

    [DllImport(Library)]
    public static extern int cudaEventRecord(IntPtr happened, IntPtr stream);

    [DllImport(Library)]
    public static extern int cudaEventSynchronize(IntPtr happened);

    [DllImport(Library)]
    public static extern int cudaEventDestroy(IntPtr happened);

    [DllImport(Library)]
    private static extern int cudaGetDeviceProperties(byte[] properties, int device);

    [DllImport(Library)]
    private static extern IntPtr cudaGetErrorString(int code);
}

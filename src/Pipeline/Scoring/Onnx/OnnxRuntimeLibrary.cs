using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Pipeline.Model;

namespace Pipeline.Scoring.Onnx;

/// <summary>
/// Which native library of ONNX Runtime the process uses: the one of the package that the program was built with, or one in a
/// directory that the user names, such as a build with the CUDA provider.
/// </summary>
internal static class OnnxRuntimeLibrary
{
    /// <summary>The environment variable that names the directory where no option does.</summary>
    public const string Variable = "PIPELINE_ONNXRUNTIME";

    private const string FileName = "libonnxruntime.so";

    private static readonly Lock gate = new();
    /// <summary>The path of the library that the user named; null where it is the package's.</summary>
    public static string? Chosen { get; private set; }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate IntPtr ApiBase();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate IntPtr VersionText();

    /// <summary>Decides, before the first session; once a process.</summary>
    /// <param name="directory">The directory with the library; null for what the environment says, or else the package's.</param>
    /// <exception cref="DeviceException">There is no library of the right version.</exception>
    public static void Choose(string? directory)
    {
        directory ??= Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(directory))
            return;
        var path = Path.GetFullPath(Path.Combine(directory, FileName));
        lock (gate)
        {
            if (Chosen == path)
                return;
            if (Chosen is not null)
                throw new DeviceException(path, $"another library of ONNX Runtime in use, {Chosen}", "one a process");
            var library = Load(path);
            OrtEnv.DisableDllImportResolver = true;
            NativeLibrary.SetDllImportResolver(typeof(InferenceSession).Assembly,
                (name, _, _) => name.StartsWith("onnxruntime", StringComparison.Ordinal) ? library : IntPtr.Zero);
            Chosen = path;
        }
    }

    private static IntPtr Load(string path)
    {
        const string Remedy = $"Name the directory of a build of ONNX Runtime with the CUDA provider by --onnxruntime or {Variable}.";
        if (!File.Exists(path))
            throw new DeviceException(path, "no such file", $"{FileName} of ONNX Runtime", Remedy);
        if (OperatingSystem.IsLinux() && !ElfLibrary.IsWhole(path))
            throw new DeviceException(path, ElfLibrary.NotWhole, $"{FileName} of ONNX Runtime, whole", Remedy);
        IntPtr library;
        try
        {
            library = NativeLibrary.Load(path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            // The loader's own words come last, after .NET's advice.
            throw new DeviceException(path, error.Message.TrimEnd().Split('\n')[^1].Trim(), $"{FileName} of ONNX Runtime", Remedy, error);
        }
        // An older library lacks functions that ours calls, and the process would end there.
        var expected = typeof(InferenceSession).Assembly.GetName().Version!;
        var found = Version(library);
        if (found is null || !System.Version.TryParse(found, out var version) || (version.Major, version.Minor) != (expected.Major, expected.Minor))
            throw new DeviceException(path, $"ONNX Runtime {found ?? "of no version"}", $"ONNX Runtime {expected.ToString(3)}", Remedy);
        return library;
    }

    /// <summary>What the library's OrtApiBase says: two functions, the second of which gives the version.</summary>
    private static string? Version(IntPtr library)
    {
        if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out var export))
            return null;
        var api = Marshal.GetDelegateForFunctionPointer<ApiBase>(export)();
        return Marshal.PtrToStringUTF8(Marshal.GetDelegateForFunctionPointer<VersionText>(Marshal.ReadIntPtr(api, IntPtr.Size))());
    }
}

using System.Runtime.InteropServices;
using Pipeline.Model.Problems;
using Pipeline.Scoring.Onnx;

namespace Pipeline.Scoring.Cuda;

/// <summary>ONNX Runtime's CUDA provider and the libraries that it needs, which stay loaded: the provider finds them by their names.</summary>
internal sealed class ProviderLibraries
{
    private const string CudaProvider = "libonnxruntime_providers_cuda.so";
    private const string Runtime = "libcudart.";

    private readonly List<CudaLibrary> all = [];
    private readonly List<Problem> problems = [];

    /// <summary>Looks for them.</summary>
    /// <param name="core">Path of ONNX Runtime.</param>
    /// <param name="build">Where to get a build with the provider.</param>
    public ProviderLibraries(string core, string build)
    {
        var directory = Path.GetDirectoryName(core)!;
        foreach (var name in (string[])["libonnxruntime_providers_shared.so", CudaProvider])
        {
            var path = Path.Combine(directory, name);
            all.Add(new CudaLibrary(name, File.Exists(path) ? path : null, $"It belongs beside {core}."));
            if (all[^1].Path is not null && !ElfLibrary.IsWhole(path))
                problems.Add(new Problem(path, ElfLibrary.NotWhole, "ONNX Runtime's CUDA provider, whole", build));
        }
        if (all[^1].Path is { } provider && problems.Count == 0)
        {
            var needed = ElfLibrary.NeededBy(provider).Where(name => name.StartsWith("libcu", StringComparison.Ordinal)).ToList();
            var runtime = needed.Find(name => name.StartsWith(Runtime, StringComparison.Ordinal));
            if (runtime is null)
                problems.Add(new Problem(provider, "a library that asks for no CUDA runtime", "ONNX Runtime's CUDA provider", build));
            var files = needed.ToDictionary(name => name, name => FileOf(name, directory));
            problems.AddRange(needed.Where(name => files[name] is { } file && !ElfLibrary.IsWhole(file))
                .Select(name => new Problem(files[name]!, ElfLibrary.NotWhole, "the library, whole", Remedy(name, runtime))));
            // One that is whole may need one that is not.
            if (problems.Count == 0)
                all.AddRange(needed.Select(name => Load(name, files[name], runtime)));
        }
        problems.AddRange(all.Where(library => library.Path is null)
            .Select(library => new Problem(library.Name, "no such library, or one that cannot be loaded", "the library", library.Remedy)));
    }

    /// <summary>All of them, found and missing, in the order in which they need each other.</summary>
    public IReadOnlyList<CudaLibrary> All => all;

    /// <summary>What is missing.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>Which product of NVIDIA's a library comes with, and what to do with it.</summary>
    /// <param name="library">Its name.</param>
    /// <param name="runtime">Name of the CUDA runtime that goes with it, whose version is the toolkit's; those of its other
    /// libraries are not. Null for none.</param>
    internal static string Remedy(string library, string? runtime)
    {
        if (library.StartsWith("libcuda.", StringComparison.Ordinal))
            return "It comes with the NVIDIA driver: install that, and see what nvidia-smi says.";
        var product = library.StartsWith("libcudnn", StringComparison.Ordinal)
            ? $"cuDNN {Version(library)}"
            : runtime is null ? "CUDA toolkit" : $"CUDA {Version(runtime)} toolkit";
        return $"It comes with NVIDIA's {product}, or its Python packages (site-packages/nvidia/*/lib): put its directory on LD_LIBRARY_PATH.";
    }

    private static string Version(string library) => library[(library.LastIndexOf('.') + 1)..];

    /// <summary>The file of a library beside ONNX Runtime, or else where the loader looks first; null where it has to look further.</summary>
    private static string? FileOf(string name, string directory) =>
        ((string[])[directory, .. (Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? "").Split([':', ';'], StringSplitOptions.RemoveEmptyEntries)])
            .Select(place => Path.GetFullPath(Path.Combine(place, name))).FirstOrDefault(File.Exists);

    /// <summary>Loads a library, from its file or from wherever the loader looks.</summary>
    private static CudaLibrary Load(string name, string? file, string? runtime)
    {
        if (!NativeLibrary.TryLoad(file ?? name, out var library))
            return new CudaLibrary(name, null, Remedy(name, runtime));
        if (name == runtime)
            CudaRuntime.Bind(library);
        return new CudaLibrary(name, LoadedLibraries.PathOf(name), Remedy(name, runtime));
    }
}

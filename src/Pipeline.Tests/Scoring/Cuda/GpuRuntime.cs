using System.Diagnostics;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Scoring.Cuda;

/// <summary>
/// ONNX Runtime with its CUDA provider, and a stand-in for the CUDA runtime that counts calls and runs no kernel. They lie beside
/// the repository, or where PIPELINE_TEST_GPU_RUNTIME says; tests that need them are skipped where they do not.
/// </summary>
internal static class GpuRuntime
{
    private static readonly string source = Environment.GetEnvironmentVariable("PIPELINE_TEST_GPU_RUNTIME") is { Length: > 0 } named
        ? named
        : Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "gpu"));

    private static readonly Lazy<Scratch?> unpacked = new(Unpack);

    /// <summary>The directory of ONNX Runtime; skips the test where there is none.</summary>
    public static string Directory
    {
        get
        {
            if (unpacked.Value is null)
                Assert.Ignore($"no {source}, which holds ONNX Runtime's CUDA build and a stand-in for the CUDA runtime; PIPELINE_TEST_GPU_RUNTIME names "
                    + $"another place");
            return unpacked.Value!.Directory;
        }
    }

    /// <summary>The directory of the stand-in.</summary>
    public static string Simulated => Path.Combine(Directory, "simulated-cuda");

    /// <summary>What a process needs to use both, and further variables.</summary>
    public static Dictionary<string, string?> Environs(params (string Name, string Value)[] further)
    {
        var environs = new Dictionary<string, string?> { ["PIPELINE_ONNXRUNTIME"] = Directory, ["LD_LIBRARY_PATH"] = Simulated };
        foreach (var (name, value) in further)
            environs[name] = value;
        return environs;
    }

    /// <summary>Removes what was unpacked; called once after all tests.</summary>
    public static void Remove()
    {
        if (unpacked.IsValueCreated)
            unpacked.Value?.Dispose();
    }

    private static Scratch? Unpack()
    {
        var script = Path.Combine(source, "unpack.sh");
        if (!OperatingSystem.IsLinux() || !File.Exists(script))
            return null;
        var scratch = new Scratch();
        using var process = Process.Start("sh", [script, scratch.Directory, "--simulated"]);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, script);
        return scratch;
    }
}

using NUnit.Framework;
using Pipeline.Scoring.Cuda;

namespace Pipeline.Tests.Scoring.Cuda;

[TestFixture]
internal sealed class CudaSystemTests
{
    [TestCase(100, "13.0", "no GPU")]
    [TestCase(35, null, "no NVIDIA driver")]
    [TestCase(35, "12.4", "an NVIDIA driver for CUDA 12.4")]
    public void Why_no_device_was_counted(int code, string? driver, string found)
    {
        var problem = CudaSystem.DriverProblem(code, driver, "13.0");

        Assert.That(problem.Found, Is.EqualTo(found));
        Assert.That(problem.Expected + problem.Remedy, code == 100 ? Does.Contain("nvidia-smi") : Does.Contain("CUDA 13.0").And.Contain("driver"));
    }

    [Test]
    public void A_library_of_Linux_names_what_it_needs()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("libraries of Linux are looked for on Linux");
        var library = LoadedLibraries.PathOf("libc.so.6")!;

        Assert.That(ElfLibrary.NeededBy(library), Has.Some.StartsWith("ld-linux"));
        Assert.That(ElfLibrary.NeededBy(typeof(CudaSystem).Assembly.Location), Is.Empty);
        Assert.That(LoadedLibraries.PathOf("libnowhere.so.1"), Is.Null);
    }

    [Test]
    public void The_provider_needs_the_libraries_of_CUDA()
    {
        Assert.That(ElfLibrary.NeededBy(Path.Combine(GpuRuntime.Directory, "libonnxruntime_providers_cuda.so")).Take(5),
            Is.EqualTo(["libcublasLt.so.13", "libcublas.so.13", "libcurand.so.10", "libcudart.so.13", "libcuda.so.1"]));
    }
}

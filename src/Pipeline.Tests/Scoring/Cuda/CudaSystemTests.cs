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
    public void A_library_that_is_not_loaded_has_no_place()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("libraries of Linux are looked for on Linux");

        Assert.That(LoadedLibraries.PathOf("libc.so.6"), Does.EndWith("libc.so.6"));
        Assert.That(LoadedLibraries.PathOf("libnowhere.so.1"), Is.Null);
    }
}

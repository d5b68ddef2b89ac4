using NUnit.Framework;
using Pipeline.Scoring.Cuda;

namespace Pipeline.Tests.Scoring.Cuda;

[TestFixture]
internal sealed class ProviderLibrariesTests
{
    // Only the runtime's version is the toolkit's.
    [TestCase("libcudart.so.13", "libcudart.so.13", "NVIDIA's CUDA 13 toolkit,")]
    [TestCase("libcublasLt.so.13", "libcudart.so.13", "NVIDIA's CUDA 13 toolkit,")]
    [TestCase("libcufft.so.12", "libcudart.so.13", "NVIDIA's CUDA 13 toolkit,")]
    [TestCase("libcurand.so.10", "libcudart.so.13", "NVIDIA's CUDA 13 toolkit,")]
    [TestCase("libcufft.so.11", "libcudart.so.12", "NVIDIA's CUDA 12 toolkit,")]
    [TestCase("libcublas.so.13", null, "NVIDIA's CUDA toolkit,")]
    [TestCase("libcudnn.so.9", "libcudart.so.13", "NVIDIA's cuDNN 9,")]
    [TestCase("libcuda.so.1", "libcudart.so.13", "the NVIDIA driver:")]
    public void A_missing_library_is_told_with_the_product_that_has_it(string library, string? runtime, string product)
    {
        Assert.That(ProviderLibraries.Remedy(library, runtime), Does.StartWith($"It comes with {product}"));
    }
}

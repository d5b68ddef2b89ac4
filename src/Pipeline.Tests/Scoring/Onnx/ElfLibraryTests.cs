using CsCheck;
using NUnit.Framework;
using Pipeline.Scoring.Cuda;
using Pipeline.Scoring.Onnx;
using Pipeline.Tests.Scoring.Cuda;

namespace Pipeline.Tests.Scoring.Onnx;

[TestFixture]
internal sealed class ElfLibraryTests
{
    // ONNX Runtime as the package has it: a library of the same make as the provider.
    private static readonly string path = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libonnxruntime.so");

    private static readonly Lazy<byte[]> library = new(() => File.ReadAllBytes(path));

    [Test]
    public void A_library_of_Linux_names_what_it_needs()
    {
        Assert.That(ElfLibrary.NeededBy(path), Has.Some.EqualTo("libc.so.6"));
        Assert.That(ElfLibrary.IsWhole(path));
    }

    [Test]
    public void The_provider_needs_the_libraries_of_CUDA()
    {
        var provider = Path.Combine(GpuRuntime.Directory, "libonnxruntime_providers_cuda.so");

        Assert.That(ElfLibrary.NeededBy(provider).Take(5),
            Is.EqualTo(["libcublasLt.so.13", "libcublas.so.13", "libcurand.so.10", "libcudart.so.13", "libcuda.so.1"]));
        Assert.That(ElfLibrary.IsWhole(provider));
    }

    [Test]
    public void What_is_no_library_or_cannot_be_read_is_not_whole_and_needs_nothing()
    {
        foreach (var other in (string[])[typeof(CudaSystem).Assembly.Location, AppContext.BaseDirectory, "/nowhere.so"])
        {
            Assert.That(ElfLibrary.IsWhole(other), Is.False, other);
            Assert.That(ElfLibrary.NeededBy(other), Is.Empty, other);
        }
    }

    [Test]
    public void A_library_that_is_cut_off_anywhere_is_not_whole()
    {
        // Ends in and just after the header and its tables are tried all.
        foreach (var length in Enumerable.Range(0, 2048))
            Assert.That(ElfLibrary.IsWhole(() => Cut(length)), Is.False, $"{length}");
        Gen.Int[0, library.Value.Length - 1].Sample(length =>
        {
            _ = ElfLibrary.NeededBy(() => Cut(length));
            return !ElfLibrary.IsWhole(() => Cut(length));
        });
    }

    [Test]
    public void A_library_whose_tables_are_wrong_is_read_without_an_error()
    {
        // A small one, so that every byte of the tables has its turn; the largest and smallest values stand for sizes and places.
        var small = File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(path)!, "libonnxruntime_providers_shared.so"));
        var flip =
            Gen.Select(Gen.Int[4, 64 + (12 * 56)], Gen.Byte, Gen.Bool, (place, value, extreme) => (place, extreme ? (byte)(value < 128 ? 0 : 255) : value));
        Gen.Select(flip.Array[0, 12], Gen.Int[0, small.Length]).Sample((flips, length) =>
        {
            var wrong = small[..length];
            foreach (var (place, value) in flips.Where(flip => flip.Item1 < length))
                wrong[place] = value;
            _ = ElfLibrary.IsWhole(() => new MemoryStream(wrong));
            _ = ElfLibrary.NeededBy(() => new MemoryStream(wrong));
        }, iter: 20_000);
    }

    private static MemoryStream Cut(int length) => new(library.Value, 0, length);
}

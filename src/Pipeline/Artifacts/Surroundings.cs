using System.Numerics.Tensors;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Pipeline.Artifacts;

/// <summary>Reads the versions and processor features of the program that runs.</summary>
internal static class Surroundings
{
    /// <summary>Version of this program.</summary>
    public static string Program => VersionOf(typeof(Surroundings));

    /// <summary>What makes models here and now.</summary>
    /// <param name="threads">The number of threads that the model depends on; 1 where it is the same for any.</param>
    public static Environs Read(int threads) => new(
        Program,
        Environment.Version.ToString(),
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["LightGBM"] = BuiltWith("LightGBM"),
            ["Microsoft.ML"] = VersionOf(typeof(MLContext)),
            ["Microsoft.ML.FastTree"] = VersionOf(typeof(FastTreeBinaryTrainer)),
            ["Microsoft.ML.LightGbm"] = VersionOf(typeof(LightGbmBinaryTrainer)),
            ["System.Numerics.Tensors"] = VersionOf(typeof(TensorPrimitives)),
        },
        RuntimeInformation.ProcessArchitecture.ToString(),
        Extensions().ToList(),
        threads);

    private static IEnumerable<string> Extensions()
    {
        if (Avx2.IsSupported)
            yield return "AVX2";
        if (Fma.IsSupported)
            yield return "FMA";
        if (Avx512F.IsSupported)
            yield return "AVX-512F";
        yield return FormattableString.Invariant($"{(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)}-bit vectors");
    }

    /// <summary>The version of a package without an assembly that could be asked, as it stood in the central file at the build.</summary>
    private static string BuiltWith(string package) =>
        typeof(Surroundings).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == package).Value!.Trim('[', ']');

    /// <summary>The package's version, without the digest of its sources.</summary>
    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}

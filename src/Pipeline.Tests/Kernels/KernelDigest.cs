using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Tests.Graph.Onnx;

namespace Pipeline.Tests.Kernels;

/// <summary>
/// What all kernels make of rows that look for trouble, as one line a kernel. It is also what the assembly prints when it is started
/// as a program, so that another process, with other vector widths, can be asked for it.
/// </summary>
internal static class KernelDigest
{
    /// <summary>The vector widths that this process has.</summary>
    public static string Widths => $"256 bits {Vector256.IsHardwareAccelerated}, 512 bits {Vector512.IsHardwareAccelerated}";

    /// <summary>The vector widths, then a digest for every kernel.</summary>
    public static IEnumerable<string> Lines() => [Widths, .. Sample.Models.Select(model => $"{model.Name}: {Of(model.Graph)}")];

    private static string Of(ScoringGraph graph)
    {
        var predictions = Parity.Managed(graph, Probes.Rows(graph, 700, new Random(4)));
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(digest, predictions);
        return Convert.ToHexString(digest.GetHashAndReset()[..8]);
    }

    private static void Add(IncrementalHash digest, Predictions predictions)
    {
        // A NaN is a NaN, whatever its payload.
        foreach (var value in (float[])[.. predictions.Score, .. predictions.Probability])
            digest.AppendData(BitConverter.GetBytes(float.IsNaN(value) ? float.NaN : value));
        digest.AppendData(MemoryMarshal.AsBytes(predictions.PredictedLabel));
    }
}

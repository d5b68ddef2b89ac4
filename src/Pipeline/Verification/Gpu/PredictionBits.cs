using System.Runtime.InteropServices;
using Pipeline.Model;

namespace Pipeline.Verification.Gpu;

/// <summary>Counts values that differ in a bit. A NaN is a NaN, whatever its payload.</summary>
internal static class PredictionBits
{
    /// <summary>Scores, probabilities and classes of the same rows that are not the same.</summary>
    public static long Differing(Predictions actual, Predictions expected)
    {
        if (actual.Count != expected.Count)
            throw new InvalidOperationException($"{actual.Count} predictions of {expected.Count} rows");
        return LabelDifferences.Count(actual, expected) + Differing(actual.Score, expected.Score) + Differing(actual.Probability, expected.Probability);
    }

    /// <summary>Values that are not the same.</summary>
    public static long Differing(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        var a = MemoryMarshal.Cast<float, int>(actual);
        var b = MemoryMarshal.Cast<float, int>(expected);
        if (a.SequenceEqual(b))
            return 0;
        var count = 0L;
        for (var i = 0; i < b.Length; i++)
            count += a[i] == b[i] || (float.IsNaN(actual[i]) && float.IsNaN(expected[i])) ? 0 : 1;
        return count;
    }
}

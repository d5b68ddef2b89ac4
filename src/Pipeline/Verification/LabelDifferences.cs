using Pipeline.Model;

namespace Pipeline.Verification;

/// <summary>Counts rows for which two sets of predictions name different classes.</summary>
internal static class LabelDifferences
{
    public static int Count(Predictions a, Predictions b) => Count(a.PredictedLabel, b.PredictedLabel);

    /// <summary>The same of the indexes of the classes.</summary>
    public static int Count(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var count = 0;
        for (var row = 0; row < a.Length; row++)
            count += a[row] == b[row] ? 0 : 1;
        return count;
    }
}

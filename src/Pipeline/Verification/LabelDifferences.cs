using Pipeline.Model;

namespace Pipeline.Verification;

/// <summary>Counts rows for which two sets of predictions name different classes.</summary>
internal static class LabelDifferences
{
    public static int Count(Predictions a, Predictions b)
    {
        var count = 0;
        for (var row = 0; row < a.PredictedLabel.Length; row++)
            count += a.PredictedLabel[row] == b.PredictedLabel[row] ? 0 : 1;
        return count;
    }
}

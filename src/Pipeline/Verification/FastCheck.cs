using Pipeline.Artifacts;
using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Scoring;
using Pipeline.Tables;

namespace Pipeline.Verification;

/// <summary>Measures what fast precision costs in accuracy.</summary>
internal static class FastCheck
{
    /// <summary>Scores rows with the fast graph and compares; null where fast is exact.</summary>
    /// <param name="graph">The exact graph.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="exact">Its predictions of these rows.</param>
    public static FastDifference? Measure(ScoringGraph graph, RowBatch rows, Predictions exact)
    {
        using var compiled = CompiledModel.Compile(graph, Precision.Fast);
        if (compiled.Graph.Precision == Precision.Exact)
            return null;
        var fast = compiled.Score(rows);
        return new FastDifference(FastBound.Describe(graph), Largest(exact.Score, fast.Score), Largest(exact.Probability, fast.Probability),
            LabelDifferences.Count(exact, fast));
    }

    /// <summary>Holds each score of the fast graph to the bound of its row.</summary>
    /// <param name="graph">The exact graph.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="exact">Its predictions of these rows.</param>
    /// <param name="fast">The predictions of the fast graph, wherever it ran.</param>
    /// <returns>Scores that are further from the exact ones than <see cref="FastBound"/> allows, and the largest share of it that any other took.</returns>
    public static (long Beyond, double LargestShare) Hold(ScoringGraph graph, RowBatch rows, Predictions exact, Predictions fast)
    {
        var bound = ScoreBound.OfFast(graph);
        var bounds = bound.Of(rows);
        var (beyond, share) = (0L, 0.0);
        for (var i = 0; i < exact.Score.Length; i++)
        {
            var (expected, actual) = (exact.Score[i], fast.Score[i]);
            if (actual.Equals(expected))
                continue;
            var taken = Math.Abs((double)actual - expected) / (bounds[i / exact.ScoreWidth] * (bound.IsRelative ? expected : 1));
            // A NaN is within no bound.
            if (taken <= 1)
                share = Math.Max(share, taken);
            else
                beyond++;
        }
        return (beyond, share);
    }

    private static double Largest(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var largest = 0.0;
        for (var i = 0; i < a.Length; i++)
            largest = Math.Max(largest, Math.Abs((double)a[i] - b[i]));
        return largest;
    }
}

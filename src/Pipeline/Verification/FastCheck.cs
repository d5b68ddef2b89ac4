using Pipeline.Artifacts;
using Pipeline.Data;
using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Scoring;

namespace Pipeline.Verification;

/// <summary>Measures what fast precision costs in accuracy.</summary>
public static class FastCheck
{
    /// <summary>Scores rows with the fast graph and compares; null where fast is exact.</summary>
    /// <param name="graph">The exact graph.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="exact">Its predictions of these rows.</param>
    public static FastDifference? Measure(ScoringGraph graph, RowBatch rows, Predictions exact)
    {
        using var compiled = CompiledModel.Of(graph, Precision.Fast);
        if (compiled.Graph.Precision == Precision.Exact)
            return null;
        var fast = compiled.Score(rows);
        return new FastDifference(FastBound.Describe(graph), Largest(exact.Score, fast.Score), Largest(exact.Probability, fast.Probability), LabelDifferences.Count(exact, fast));
    }

    private static double Largest(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var largest = 0.0;
        for (var i = 0; i < a.Length; i++)
            largest = Math.Max(largest, Math.Abs((double)a[i] - b[i]));
        return largest;
    }
}

using Pipeline.Artifacts;
using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Scoring.Scorers;
using Pipeline.Tables;

namespace Pipeline.Verification;

/// <summary>Holds a compiled graph to what its model means: the scores of a reference, which for a chain is ML.NET's own Transform.</summary>
internal static class ChainParityCheck
{
    /// <summary>Scores rows through ML.NET's Transform and compares.</summary>
    /// <param name="model">The fitted chain.</param>
    /// <param name="graph">What was compiled from it.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="compiled">The graph's predictions of these rows.</param>
    /// <exception cref="ParityException">A score is further off than <see cref="ChainParity"/> allows.</exception>
    public static ChainParity Measure(FittedModel model, ScoringGraph graph, RowBatch rows, Predictions compiled)
    {
        using var scorer = new ChainScorer(model);
        return Measure(scorer, "ML.NET's Transform", graph, rows, compiled);
    }

    /// <summary>The same against any reference.</summary>
    /// <param name="scorer">The reference; it stays the caller's.</param>
    /// <param name="name">What the errors call it.</param>
    /// <param name="graph">What was compiled.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="compiled">The graph's predictions of these rows.</param>
    /// <exception cref="ParityException">A score is further off than <see cref="ChainParity"/> allows.</exception>
    public static ChainParity Measure(IScorer scorer, string name, ScoringGraph graph, RowBatch rows, Predictions compiled)
    {
        var reference = ChainScorer.New(graph.Signature);
        scorer.Score(rows, reference);
        var bound = new ScoreBound(graph);
        var bounds = bound.Of(rows);
        var (share, largest, differing) = (0.0, 0.0, 0);
        for (var i = 0; i < compiled.Score.Length; i++)
        {
            var (ours, theirs) = (compiled.Score[i], reference.Score[i]);
            if (ours.Equals(theirs))
                continue;
            differing++;
            var row = i / compiled.ScoreWidth;
            // A float32 sum may overflow, to infinity and on to NaN, where a float64 one does not.
            if (bound.Ulps > 0 && !float.IsFinite(theirs))
                continue;
            var difference = Math.Abs((double)ours - theirs);
            var allowed = bounds[row] * (bound.IsRelative ? theirs : 1);
            if (!(difference <= allowed))
            {
                throw new ParityException([new Problem(
                    FormattableString.Invariant($"row {row + 1} of the held-out rows"), FormattableString.Invariant($"Score {ours:R} of the compiled graph"),
                    FormattableString.Invariant($"{theirs:R} as {name} gives, within {allowed:G3}"),
                    $"The chain was compiled wrongly. {ParityException.Remedy}")]);
            }
            largest = Math.Max(largest, difference);
            share = Math.Max(share, allowed > 0 ? difference / allowed : 0);
        }
        return new ChainParity(rows.Count, bound.Ulps, share, largest, differing, LabelDifferences.Count(compiled, reference));
    }
}

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
    private const int Stretch = 8192;

    /// <summary>Scores rows as ML.NET's Transform does and compares.</summary>
    /// <param name="model">The fitted chain.</param>
    /// <param name="graph">What was compiled from it.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="compiled">The graph's predictions of these rows.</param>
    /// <exception cref="ParityException">A score is further off than <see cref="ChainParity"/> allows.</exception>
    public static ChainParity Measure(FittedModel model, ScoringGraph graph, RowBatch rows, Predictions compiled) =>
        Measure(() => new ChainScorer(model), "ML.NET's Transform", graph, rows, compiled);

    /// <summary>The same against any reference, on all processors.</summary>
    /// <param name="reference">Makes the reference, one for each thread.</param>
    /// <param name="name">What the errors call it.</param>
    /// <param name="graph">What was compiled.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="compiled">The graph's predictions of these rows.</param>
    /// <exception cref="ParityException">A score is further off than <see cref="ChainParity"/> allows.</exception>
    public static ChainParity Measure(Func<IScorer> reference, string name, ScoringGraph graph, RowBatch rows, Predictions compiled)
    {
        var parts = Stretchwise.Map(
            rows, Stretch, null, () => new Comparison(reference(), name, graph, compiled), (comparison, part, first) => comparison.Of(part, first));
        return new ChainParity(rows.Count, new ScoreBound(graph).Ulps, parts.Select(part => part.Share).DefaultIfEmpty(0).Max(),
            parts.Select(part => part.Largest).DefaultIfEmpty(0).Max(), parts.Sum(part => part.Differing), parts.Sum(part => part.Labels));
    }

    /// <summary>What a thread compares stretches of rows with.</summary>
    private sealed class Comparison(IScorer reference, string name, ScoringGraph graph, Predictions compiled) : IDisposable
    {
        private readonly Predictions theirs = ChainScorer.New(graph.Signature);
        private readonly ScoreBound bound = new(graph);

        /// <summary>Compares the rows from one on.</summary>
        public (double Share, double Largest, int Differing, int Labels) Of(RowBatch rows, int first)
        {
            theirs.Clear();
            reference.Score(rows, theirs);
            var (bounds, width) = (bound.Of(rows), compiled.ScoreWidth);
            var ours = compiled.Score.Slice(first * width, rows.Count * width);
            var (share, largest, differing) = (0.0, 0.0, 0);
            for (var i = 0; i < ours.Length; i++)
            {
                if (ours[i].Equals(theirs.Score[i]))
                    continue;
                differing++;
                // A float32 sum may overflow, to infinity and on to NaN, where a float64 one does not.
                if (bound.Ulps > 0 && !float.IsFinite(theirs.Score[i]))
                    continue;
                var difference = Math.Abs((double)ours[i] - theirs.Score[i]);
                var allowed = bounds[i / width] * (bound.IsRelative ? theirs.Score[i] : 1);
                if (!(difference <= allowed))
                    throw Apart(first + (i / width), ours[i], theirs.Score[i], allowed);
                largest = Math.Max(largest, difference);
                share = Math.Max(share, allowed > 0 ? difference / allowed : 0);
            }
            var labels = compiled.Task == TaskKind.Regression ? [] : compiled.PredictedLabel.Slice(first, rows.Count);
            return (share, largest, differing, LabelDifferences.Count(labels, theirs.PredictedLabel));
        }

        /// <inheritdoc/>
        public void Dispose() => reference.Dispose();

        private ParityException Apart(int row, float ours, float theirs, double allowed) => new([new Problem(
            FormattableString.Invariant($"row {row + 1} of the held-out rows"), FormattableString.Invariant($"Score {ours:R} of the compiled graph"),
            FormattableString.Invariant($"{theirs:R} as {name} gives, within {allowed:G3}"),
            $"The chain was compiled wrongly. {ParityException.Remedy}")]);
    }
}

using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Model;

namespace Pipeline.Training.Features;

/// <summary>
/// What a fitted model says of the rows that it learnt from, so far as a fit that failed shows in it. Scored through the compiled graph,
/// which is what ships, on all cores.
/// </summary>
/// <param name="NotFinite">The first score, in the order of the rows, that is no finite number; null where all are.</param>
/// <param name="Always">The scores of every row, where they are the same in all; else null.</param>
internal sealed record Answers(float? NotFinite, float[]? Always)
{
    private const int Stretch = 8192;
    private const int Tile = 1024;

    /// <summary>Scores the rows.</summary>
    /// <param name="graph">The compiled chain.</param>
    /// <param name="columns">The rows.</param>
    /// <param name="options">How many threads, and what stops it.</param>
    public static Answers Of(ScoringGraph graph, FeatureColumns columns, ParallelOptions options)
    {
        var found = new Answers[(columns.Count + Stretch - 1) / Stretch];
        Parallel.For(0, found.Length, options, () => new Scorer(graph, columns), (i, _, scorer) =>
        {
            found[i] = scorer.Look(i * Stretch, Math.Min(Stretch, columns.Count - (i * Stretch)));
            return scorer;
        }, _ => { });
        var first = found.Length > 0 ? found[0].Always : null;
        return new Answers(
            found.Select(part => part.NotFinite).FirstOrDefault(score => score is not null),
            first is not null && found.All(part => part.Always is { } answer && answer.AsSpan().SequenceEqual(first)) ? first : null);
    }

    /// <summary>What one thread scores with.</summary>
    private sealed class Scorer(ScoringGraph graph, FeatureColumns columns)
    {
        private readonly GraphKernel kernel = new(graph, Tile);
        private readonly KernelInput room = columns.Room(Tile);
        private readonly Predictions predictions = new(graph.Signature.Task, graph.Signature.Classes.Count);

        public Answers Look(int start, int count)
        {
            float? notFinite = null;
            float[]? always = null;
            var differ = false;
            for (var done = 0; done < count; done += Tile)
            {
                predictions.Clear();
                kernel.Run(columns.Take(start + done, Math.Min(Tile, count - done), room), predictions);
                foreach (var score in predictions.Score)
                {
                    if (notFinite is null && !float.IsFinite(score))
                        notFinite = score;
                }
                always ??= predictions.Score[..predictions.ScoreWidth].ToArray();
                for (var row = 0; row < predictions.Count && !differ; row++)
                    differ = !predictions.Score.Slice(row * always.Length, always.Length).SequenceEqual(always);
            }
            return new Answers(notFinite, differ ? null : always);
        }
    }
}

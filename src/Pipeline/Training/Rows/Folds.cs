using Pipeline.Configuration.Records;
using Pipeline.Tables;

namespace Pipeline.Training.Rows;

/// <summary>One fold: the rows that it leaves out, and those that a chain is fitted on instead; ascending.</summary>
/// <param name="Train">What is learnt from.</param>
/// <param name="Held">What is scored.</param>
internal sealed record Fold(int[] Train, int[] Held);

/// <summary>
/// Cuts training rows into folds, each taken as the held-out rows were: a fifth of all, a quarter of what is left, and so on. Row by
/// row the folds are stratified; groups and rows with equal features stay in one; of a split by time the folds are stretches of time.
/// </summary>
internal static class Folds
{
    /// <summary>How many there are.</summary>
    public const int Count = 5;

    /// <summary>The folds of some rows; every row is left out once.</summary>
    public static IReadOnlyList<Fold> Of(SplitConfig config, int seed, RowBatch batch, int[] rows)
    {
        var holdout = Splitter.HoldoutOf(config, seed, batch);
        var folds = new List<Fold>();
        var left = rows;
        for (var parts = Count; parts > 0; parts--)
        {
            var held = parts == 1 ? left : holdout.Take(left, 1.0 / parts);
            var taken = held.ToHashSet();
            left = Array.FindAll(left, row => !taken.Contains(row));
            folds.Add(new Fold(holdout.Rest(rows, held), held));
        }
        return folds;
    }
}

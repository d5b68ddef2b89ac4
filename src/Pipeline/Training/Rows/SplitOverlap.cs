namespace Pipeline.Training.Rows;

/// <summary>What the two sides of a split have in common.</summary>
/// <param name="RepeatedRows">Rows, on any side, whose features occur in an earlier row too.</param>
/// <param name="Rows">Held-out rows whose features occur among the training rows too.</param>
/// <param name="Combinations">Different combinations of features among those.</param>
/// <param name="Keys">Held-out rows whose split key a training row has too.</param>
/// <param name="Copies">Held-out rows that are copies of a whole training record, every column.</param>
internal sealed record SplitOverlap(long RepeatedRows, long Rows, long Combinations, long Keys, long Copies)
{
    /// <summary>Counts what is common to the sides of the keys of features, of the split, and of whole records.</summary>
    internal static SplitOverlap Of(SortedKeys features, SortedKeys split, SortedKeys records)
    {
        var (rows, combinations, distinct) = features.Common();
        return new SplitOverlap(features.Count - distinct, rows, combinations, split.Common().Rows, records.Common().Rows);
    }
}

using Pipeline.Tables;

namespace Pipeline.Training.Rows;

/// <summary>What the two sides of a split have in common.</summary>
/// <param name="RepeatedRows">Rows, on any side, whose features occur in an earlier row too.</param>
/// <param name="Rows">Held-out rows whose features occur among the training rows too.</param>
/// <param name="Combinations">Different combinations of features among those.</param>
/// <param name="Keys">Held-out rows whose split key a training row has too.</param>
/// <param name="Copies">Held-out rows that are copies of a whole training record, every column.</param>
internal sealed record SplitOverlap(long RepeatedRows, long Rows, long Combinations, long Keys, long Copies)
{
    internal static SplitOverlap Of(RowBatch batch, int[] train, int[] test)
    {
        var features = FeatureKeys.Of(batch);
        var common = Common(features, train, test);
        return new SplitOverlap(
            batch.Count - features.Distinct().Count(), common.Count, common.Distinct().Count(),
            Common(batch.KeyArray(TableSchema.SplitKey), train, test).Count, Common(batch.KeyArray(TableSchema.RecordKey), train, test).Count);
    }

    private static List<RowKey> Common(RowKey[] keys, int[] train, int[] test)
    {
        var trained = train.Select(row => keys[row]).ToHashSet();
        return test.Select(row => keys[row]).Where(trained.Contains).ToList();
    }
}

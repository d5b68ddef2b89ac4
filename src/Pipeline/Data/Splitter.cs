using System.Globalization;
using System.Text;
using Pipeline.Configuration;
using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>
/// Holds rows out. Which side a row is on depends on its record and the seed: not on which columns are features, nor on the order of
/// columns, rows or files.
/// </summary>
public static class Splitter
{
    /// <summary>Splits all rows of a batch.</summary>
    /// <param name="config">How.</param>
    /// <param name="seed">The root seed.</param>
    /// <param name="batch">The rows with their keys; the column of the split is read as Group, Time or Side.</param>
    /// <exception cref="DataException">A side would have no rows, or times have two forms.</exception>
    public static Split Divide(SplitConfig config, int seed, RowBatch batch)
    {
        int[] rows = [.. Enumerable.Range(0, batch.Count)];
        if (config.By == SplitBy.Column)
        {
            var sides = batch.TextArray(batch.Schema.IndexOf(FieldKind.Side));
            return Report(batch, Rows(SplitSide.Train), Rows(SplitSide.Test), Rows(SplitSide.Validation), $"column {config.Column}");
            int[] Rows(SplitSide side) => Array.FindAll(rows, row => SplitSides.Of(sides[row]) == side);
        }
        var holdout = HoldoutOf(config, seed, batch);
        var held = batch.Count == 0 ? [] : holdout.Take(rows, config.TestFraction);
        return Report(batch, holdout.Rest(rows, held), held, [], string.Create(CultureInfo.InvariantCulture, $"testFraction {config.TestFraction}"));
    }

    /// <summary>The split of a run whose test rows come from files of their own, appended to the training rows.</summary>
    public static Split OfFiles(RowBatch batch, int trainingRows) => Report(
        batch, [.. Enumerable.Range(0, trainingRows)], [.. Enumerable.Range(trainingRows, batch.Count - trainingRows)], [], "the test files");

    /// <summary>How rows are taken out of the training rows again, for validation and folds: as the test rows were, where a fraction took those.</summary>
    internal static IHoldout HoldoutOf(SplitConfig config, int seed, RowBatch batch) => config.By switch
    {
        SplitBy.Rows or SplitBy.Column => new RowHoldout(batch, seed),
        SplitBy.Features => new GroupHoldout(batch, FeatureKeys.Of(batch), seed),
        SplitBy.Group => new GroupHoldout(batch, GroupKeys(batch), seed),
        SplitBy.Time => new TimeHoldout(TimeColumn.Read(batch), config.Gap),
        _ => throw new ArgumentOutOfRangeException(nameof(config), config.By, "unknown kind of split"),
    };

    private static RowKey[] GroupKeys(RowBatch batch) =>
        Array.ConvertAll(batch.Texts(batch.Schema.IndexOf(FieldKind.Group)).ToArray(), group => RowKey.Of(Encoding.UTF8.GetBytes(group)));

    private static Split Report(RowBatch batch, int[] train, int[] test, int[] validation, string how)
    {
        if (train.Length == 0 || test.Length == 0)
        {
            throw new DataException("$.split", $"{train.Length} training and {test.Length} test rows of {batch.Count} by {how}",
                "at least one row on each side", "Give more rows, another fraction, or fewer, smaller groups.");
        }
        return new Split(train, test, SplitDigests.OfSides(batch, train, test, validation), SplitDigests.OfHeldOut(batch, test), SplitOverlap.Of(batch, [.. train, .. validation], test))
        {
            Validation = validation,
            LeftOut = batch.Count - train.Length - test.Length - validation.Length,
        };
    }
}

using System.Globalization;
using System.Text;
using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Fields;
using Pipeline.Work;

namespace Pipeline.Training.Rows;

/// <summary>
/// Holds rows out. Which side a row is on depends on its record and the seed: not on which columns are features, nor on the order of
/// columns, rows or files.
/// </summary>
internal static class Splitter
{
    /// <summary>Splits all rows of a batch.</summary>
    /// <param name="config">How.</param>
    /// <param name="seed">The root seed.</param>
    /// <param name="batch">The rows with their keys; the column of the split is read as Group, Time or Side.</param>
    /// <exception cref="DataException">A side would have no rows, or times have two forms.</exception>
    public static Split Divide(SplitConfig config, int seed, RowBatch batch) => Divide(config, seed, batch, batch.Count);

    /// <summary>The same, where the test rows come from files of their own, appended to the training rows.</summary>
    /// <param name="config">How.</param>
    /// <param name="seed">The root seed.</param>
    /// <param name="batch">The rows with their keys; the column of the split is read as Group, Time or Side.</param>
    /// <param name="trainingRows">Rows of the training files; all where there are no others.</param>
    public static Split Divide(SplitConfig config, int seed, RowBatch batch, int trainingRows)
    {
        int[] rows = [.. Enumerable.Range(0, trainingRows)];
        if (config.By == SplitBy.Column)
        {
            var sides = Array.ConvertAll(batch.Texts(batch.Schema.IndexOf(FieldKind.Side)).ToArray(), SplitSides.Of);
            return Report(config, batch, Rows(SplitSide.Train), Rows(SplitSide.Test), Rows(SplitSide.Validation), $"column {config.Column}");
            int[] Rows(SplitSide side) => Array.FindAll(rows, row => sides[row] == side);
        }
        var holdout = new Lazy<IHoldout>(() => HoldoutOf(config, seed, batch));
        var (train, held, how) = trainingRows < batch.Count
            ? (rows, OfTestFiles(config, batch, trainingRows), "the test files")
            : OfFraction(config, holdout.Value, rows);
        if (config.Validation is not { } share || train.Length == 0)
            return Report(config, batch, train, held, [], how);
        var validation = holdout.Value.Take(train, share);
        return Report(config, batch, holdout.Value.Rest(train, validation), held, validation, how);
    }

    private static (int[] Train, int[] Held, string How) OfFraction(SplitConfig config, IHoldout holdout, int[] rows)
    {
        var held = rows.Length == 0 ? [] : holdout.Take(rows, config.TestFraction);
        return (holdout.Rest(rows, held), held, string.Create(CultureInfo.InvariantCulture, $"testFraction {config.TestFraction}"));
    }

    private static int[] OfTestFiles(SplitConfig config, RowBatch batch, int trainingRows)
    {
        TestFiles.Require(config, batch, trainingRows);
        return [.. Enumerable.Range(trainingRows, batch.Count - trainingRows)];
    }

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

    private static Split Report(SplitConfig config, RowBatch batch, int[] train, int[] test, int[] validation, string how)
    {
        if (train.Length == 0 || test.Length == 0)
        {
            throw new DataException("$.split", $"{train.Length} training and {test.Length} test rows of {batch.Count} by {how}{Gap()}",
                "at least one row on each side",
                $"Give more rows, another fraction, {(config.Gap is null ? "or fewer, smaller groups" : "or a shorter gap")}.");
            string Gap() => config.Gap is null ? "" : $", {batch.Count - train.Length - test.Length - validation.Length} left out by gap {config.Gap}";
        }
        if (validation.Length == 0 && config.Validation is not null)
        {
            throw new DataException(
                "$.split.validation", $"no validation row of {train.Length} training rows", "at least one", "Give more rows, or a larger share.");
        }
        var (split, records) = (batch.KeyArray(TableSchema.SplitKey), batch.KeyArray(TableSchema.RecordKey));
        var sides = SidesOf(batch.Count, train, test, validation);
        // Of the values as they were read, which are rounded before a model is fitted.
        var features = FeatureKeys.Of(batch);
        return new Split(train, test, Task.Run(Facts))
        {
            Validation = validation,
            LeftOut = batch.Count - train.Length - test.Length - validation.Length,
        };

        SplitFacts Facts()
        {
            RowKey[][] kinds = [features, split, .. ReferenceEquals(split, records) ? [] : new[] { records }];
            var sorted = Columnwise.Map(kinds.Length, i => new SortedKeys(kinds[i], sides));
            return new SplitFacts(
                SplitDigests.OfSides(sorted[1]), SplitDigests.OfHeldOut(batch, test), SplitOverlap.Of(sorted[0], sorted[1], sorted[^1]));
        }
    }

    private static byte[] SidesOf(int count, int[] train, int[] test, int[] validation)
    {
        var sides = new byte[count];
        Array.Fill(sides, SortedKeys.NoSide);
        foreach (var (rows, side) in new (int[], byte)[] { (train, SortedKeys.Train), (test, SortedKeys.Test), (validation, SortedKeys.Validation) })
        {
            foreach (var row in rows)
                sides[row] = side;
        }
        return sides;
    }
}

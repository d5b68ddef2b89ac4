using System.Globalization;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Work;

namespace Pipeline.Tables.Audit;

/// <summary>Takes the statistics of the feature columns over chosen rows.</summary>
internal static class StatisticsOfColumns
{
    /// <summary>The statistics of a batch over the rows given by number.</summary>
    /// <exception cref="DataException">Values are so large that their variance is beyond double precision.</exception>
    public static ColumnStatistics Compute(RowBatch batch, int[] rows)
    {
        // Room of this size is dear the first time that it is written to: a thread's next column finds it ready.
        var statistics = Columnwise.Map<Lazy<double[]>, object?>(
            batch.Schema.Columns.Count, null, () => new(() => new double[rows.Length]), (room, i) => batch.Schema.Columns[i] switch
            {
                { Kind: FieldKind.Single or FieldKind.Double } column => Numeric(column.Name, batch.NumberArray(i), rows, room.Value),
                { Kind: FieldKind.Category } column => Categorical(column.Name, batch.TextArray(i), rows),
                _ => null,
            });
        return new ColumnStatistics([.. statistics.OfType<NumericStatistics>()], [.. statistics.OfType<CategoricalStatistics>()]);
    }

    /// <summary>The statistics of the numbers of one column over the rows given by number.</summary>
    /// <exception cref="DataException">Values are so large that their variance is beyond double precision.</exception>
    public static NumericStatistics Numeric(string name, double[] values, int[] rows) => Numeric(name, values, rows, new double[rows.Length]);

    private static NumericStatistics Numeric(string name, double[] values, int[] rows, double[] room)
    {
        var present = Sorted(values, rows, room);
        var missing = rows.Length - present.Length;
        if (present.Length == 0)
            return new NumericStatistics(name, 0, missing, 0, 0, 0, 0, 0, NumericStatistics.QuantileLevels.Select(_ => 0d).ToArray());
        var mean = Mean(present);
        var variance = SquaresFrom(mean, present) / present.Length;
        if (!double.IsFinite(variance))
        {
            throw new DataException($"column {DataText.Name(name)}",
                string.Create(CultureInfo.InvariantCulture, $"values from {present[0]:R} to {present[^1]:R}"),
                "values whose squares are within double precision", "Scale the column, or ignore it (data.ignore).");
        }
        var (mode, modeCount, distinct) = Runs(present);
        return new NumericStatistics(name, present.Length, missing, mean, variance, present[0], present[^1], mode,
            Quantiles(present))
        {
            Distinct = distinct,
            ModeCount = modeCount,
            Whole = AreWhole(present),
        };
    }

    /// <summary>The values that are there, in ascending order; they stand in the room, which is as long as the rows are many.</summary>
    private static ReadOnlySpan<double> Sorted(double[] values, int[] rows, double[] room)
    {
        var count = 0;
        foreach (var row in rows)
        {
            if (!double.IsNaN(values[row]))
                room[count++] = values[row];
        }
        NumberSort.Sort(room.AsSpan(0, count));
        return room.AsSpan(0, count);
    }

    private static bool AreWhole(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (value != Math.Floor(value))
                return false;
        }
        return true;
    }

    /// <summary>Two passes: the mean of the deviations corrects the first mean, so that a large offset costs no digits.</summary>
    private static double Mean(ReadOnlySpan<double> values)
    {
        var (first, rest) = (0.0, 0.0);
        foreach (var value in values)
            first += value / values.Length;
        foreach (var value in values)
            rest += value - first;
        return first + (rest / values.Length);
    }

    private static double SquaresFrom(double mean, ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += (value - mean) * (value - mean);
        return sum;
    }

    /// <summary>The commonest value, how often it is there, and how many different ones there are.</summary>
    private static (double Mode, int ModeCount, int Distinct) Runs(ReadOnlySpan<double> sorted)
    {
        var (best, bestLength, start, runs) = (sorted[0], 0, 0, 0);
        for (var i = 1; i <= sorted.Length; i++)
        {
            if (i < sorted.Length && sorted[i] == sorted[start])
                continue;
            if (i - start > bestLength)
                (best, bestLength) = (sorted[start], i - start);
            start = i;
            runs++;
        }
        return (best, bestLength, runs);
    }

    private static double[] Quantiles(ReadOnlySpan<double> sorted)
    {
        var quantiles = new double[NumericStatistics.QuantileLevels.Count];
        for (var i = 0; i < quantiles.Length; i++)
            quantiles[i] = Quantile(sorted, NumericStatistics.QuantileLevels[i]);
        return quantiles;
    }

    private static double Quantile(ReadOnlySpan<double> sorted, double level)
    {
        var position = level * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    private static CategoricalStatistics Categorical(string name, string[] values, int[] rows)
    {
        var counts = rows.Select(row => values[row]).Where(value => value.Length > 0).CountBy(value => value, StringComparer.Ordinal)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new CategoryCount(pair.Key, pair.Value)).ToList();
        var present = counts.Sum(category => category.Count);
        return new CategoricalStatistics(name, present, rows.Length - present, counts);
    }
}

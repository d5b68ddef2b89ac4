using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Tables.Audit;
using Pipeline.Work;

namespace Pipeline.Training.Chain;

/// <summary>
/// What the training rows say of the feature columns with their weights: where missing values are filled and types decided. Rows of
/// weight 0 are not there. A row of weight 2 is that row twice. (What the zip records of the columns is without weights: new
/// rows, which are held against it, have none.)
/// </summary>
internal static class WeightedStatistics
{
    /// <summary>The statistics over the rows given by number, all of which weigh something.</summary>
    public static ColumnStatistics Of(RowBatch batch, int[] rows)
    {
        var weights = batch.NumberArray(batch.Schema.IndexOf(FieldKind.Weight));
        var plain = StatisticsOfColumns.Compute(batch, rows);
        return new ColumnStatistics(
            Columnwise.Map(plain.Numeric.Count, i => Numeric(plain.Numeric[i], batch.NumberArray(IndexOf(batch, plain.Numeric[i].Name)), rows, weights)),
            Columnwise.Map(
                plain.Categorical.Count, i => Categorical(plain.Categorical[i], batch.TextArray(IndexOf(batch, plain.Categorical[i].Name)), rows, weights)));
    }

    private static NumericStatistics Numeric(NumericStatistics plain, double[] values, int[] rows, double[] weights)
    {
        var present = rows.Where(row => !double.IsNaN(values[row])).OrderBy(row => values[row]).ToArray();
        if (present.Length == 0 || plain.Variance == 0)
            return plain;
        var total = present.Sum(row => weights[row]);
        var first = present.Sum(row => weights[row] / total * values[row]);
        var mean = first + (present.Sum(row => weights[row] * (values[row] - first)) / total);
        return plain with
        {
            Mean = mean,
            Variance = present.Sum(row => weights[row] * (values[row] - mean) * (values[row] - mean)) / total,
            Mode = present.GroupBy(row => values[row]).MaxBy(group => group.Sum(row => weights[row]))!.Key,
            Quantiles = [.. NumericStatistics.QuantileLevels.Select(level => Quantile(values, present, weights, level * total))],
        };
    }

    /// <summary>
    /// The first value whose weight, with that of all below, exceeds what is wanted; where they reach it exactly, the mean with the next.
    /// </summary>
    private static double Quantile(double[] values, int[] sorted, double[] weights, double wanted)
    {
        var reached = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            reached += weights[sorted[i]];
            if (reached > wanted)
                return values[sorted[i]];
            if (reached == wanted && i + 1 < sorted.Length)
                return (values[sorted[i]] + values[sorted[i + 1]]) / 2;
        }
        return values[sorted[^1]];
    }

    private static CategoricalStatistics Categorical(CategoricalStatistics plain, string[] values, int[] rows, double[] weights)
    {
        var sums = rows.GroupBy(row => values[row], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(row => weights[row]), StringComparer.Ordinal);
        return plain with { Categories = [.. plain.Categories.Select(category => category with { Weight = sums[category.Value] })] };
    }

    private static int IndexOf(RowBatch batch, string name) =>
        batch.Schema.Columns.Index().First(column =>
            column.Item.Name == name && column.Item.Kind is (FieldKind.Single or FieldKind.Double or FieldKind.Category)).Index;
}

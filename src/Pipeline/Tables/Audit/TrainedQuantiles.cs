using Pipeline.Model;

namespace Pipeline.Tables.Audit;

/// <summary>How far rows are from the quantiles of the training rows.</summary>
internal sealed class TrainedQuantiles
{
    private readonly double[] levels;
    private readonly double[] values;
    private readonly double deviation;

    /// <summary>Takes the quantiles, with the extremes as the levels 0 and 1.</summary>
    /// <param name="trained">The training rows; at least one with a value.</param>
    /// <param name="isSingle">Whether rows are rounded to float32, as the statistics are not.</param>
    public TrainedQuantiles(NumericStatistics trained, bool isSingle)
    {
        levels = [0, .. NumericStatistics.QuantileLevels, 1];
        values = [trained.Minimum, .. trained.Quantiles, trained.Maximum];
        // Rounding keeps the order, so a rounded row is on the same side of a rounded quantile, or on it.
        if (isSingle)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)values[i];
        }
        deviation = Math.Sqrt(trained.Variance);
    }

    /// <summary>Smallest value of the training rows, as rows hold it.</summary>
    public double Minimum => values[0];

    /// <summary>Largest value of the training rows, as rows hold it.</summary>
    public double Maximum => values[^1];

    /// <summary>
    /// Kuiper's distance (Kuiper 1960) at the quantiles: the largest share of rows too many below one of them and the largest share
    /// too many above one, added. It sees a change of place as one of spread. Rows equal to a quantile are held to be on either side of it, so
    /// that columns of a few values are no further from themselves than others.
    /// </summary>
    /// <param name="sorted">[rows] ascending, without NaN.</param>
    /// <param name="loosely">Whether rows near a quantile count as equal to it: of numbers that were written with few digits.</param>
    public double Distance(ReadOnlySpan<double> sorted, bool loosely = false)
    {
        double below = 0, above = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var near = loosely ? (1e-5 * deviation) + Math.Min(1e-3 * Math.Abs(values[i]), 1e-2 * deviation) : 0;
            below = Math.Max(below, ((double)Count(sorted, values[i] - near, withEqual: false) / sorted.Length) - levels[i]);
            above = Math.Max(above, levels[i] - ((double)Count(sorted, values[i] + near, withEqual: true) / sorted.Length));
        }
        return below + above;
    }

    /// <summary>How many are below a limit, or at it too.</summary>
    private static int Count(ReadOnlySpan<double> sorted, double limit, bool withEqual)
    {
        var (from, to) = (0, sorted.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (sorted[middle] < limit || (withEqual && sorted[middle] == limit))
                from = middle + 1;
            else
                to = middle;
        }
        return from;
    }
}

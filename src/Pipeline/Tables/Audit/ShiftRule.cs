using System.Globalization;
using Pipeline.Model;

namespace Pipeline.Tables.Audit;

/// <summary>
/// When a numeric column is not what it was in training. Two grades: lesser evidence is a warning, an unmistakable change ends the
/// run. docs/figures.md explains the rule and its rate of false alarms, and a test holds it to that rate.
/// </summary>
internal sealed class ShiftRule
{
    private const int RowsToWarn = 10;
    private const int RowsToFail = 20;

    /// <summary>P(Kuiper's distance of two samples of one distribution · √m > 2.6) ≈ (8·2.6² − 2)·exp(−2·2.6²) = 7e-5.</summary>
    private const double Significant = 2.6;

    /// <summary>The same at 2: 3 %; rows that have been changed back are to be this near.</summary>
    private const double Alike = 2;
    private const double LeastMoved = 0.3;
    private const double LeastMovedToFail = 0.4;

    /// <summary>Of columns that are mostly one value few rows can move: there the spread tells.</summary>
    private const double LeastMovedWithSpread = 0.2;
    private const double SpreadLimit = 10;
    private const double MostMovedBack = 0.2;

    /// <summary>−ln of the chance that as many rows lie beyond the extreme of the training rows.</summary>
    private const double OutsideEvidence = 14;
    private const double OutsideShare = 0.05;
    private const double MeanDeviations = 3;
    private const double Rounding = 1e-6;
    private const double RareValue = 0.1;
    private const int ManyValues = 100;

    private readonly NumericStatistics trained;
    private readonly TrainedQuantiles quantiles;
    private readonly double deviation;

    /// <summary>Prepares to judge a column.</summary>
    /// <param name="trained">The training rows.</param>
    /// <param name="isSingle">Whether its rows are rounded to float32.</param>
    public ShiftRule(NumericStatistics trained, bool isSingle)
    {
        this.trained = trained;
        quantiles = new TrainedQuantiles(trained, isSingle);
        deviation = Math.Sqrt(trained.Variance);
        // A constant column is the same constant but for rounding.
        var rounding = Width == 0 ? Rounding * Math.Abs(trained.Mean) : 0;
        Seen = new RunningColumn(quantiles.Minimum - rounding, quantiles.Maximum + rounding);
    }

    /// <summary>What is counted of the rows at hand.</summary>
    public RunningColumn Seen { get; }

    private double Width => quantiles.Maximum - quantiles.Minimum;

    /// <summary>Whether the training rows have too many values for a calendar or a code, of which a file may well hold a single one.</summary>
    private bool HasManyValues => trained.Distinct > ManyValues || trained.Distinct * 2 >= trained.Count;

    /// <summary>What there is to say of the rows counted; null for nothing.</summary>
    /// <param name="sample">Some of them, or all; NaN where missing.</param>
    public ShiftedColumn? Judge(ReadOnlySpan<double> sample)
    {
        var sorted = Sorted(sample);
        if (Seen.Count < RowsToWarn || sorted.Length < RowsToWarn || trained.Count < RowsToWarn)
            return null;
        var noise = Math.Sqrt((1.0 / sorted.Length) + (1.0 / trained.Count));
        var moved = quantiles.Distance(sorted);
        var spread = Spread(sorted);
        var isSpread = spread is < 1 / SpreadLimit or > SpreadLimit;
        var isMoved = moved >= Math.Max(isSpread ? LeastMovedWithSpread : LeastMoved, Significant * noise) && (Width > 0 || Seen.Below + Seen.Above > 0);
        if (!isMoved && !IsOutside())
            return null;
        var (change, factor, unmistakable) = isMoved && Math.Min(sorted.Length, trained.Count) >= RowsToFail
            ? Recognise(sorted, moved, noise, spread) : (null, null, false);
        return new ShiftedColumn(trained.Name, Seen.Count, Seen.Mean, trained.Mean, deviation)
        {
            TrainingMinimum = trained.Minimum,
            TrainingMaximum = trained.Maximum,
            Outside = (double)(Seen.Below + Seen.Above) / Seen.Count,
            Moved = moved,
            SpreadRatio = spread,
            Change = change,
            Factor = factor,
            Unmistakable = unmistakable,
        };
    }

    private (string? Change, double? Factor, bool Unmistakable) Recognise(double[] sorted, double moved, double noise, double? spread)
    {
        if (Seen.IsConstant)
            return Constant(moved);
        if (Width > 0 && (moved >= LeastMovedToFail || spread is < 1 / SpreadLimit or > SpreadLimit))
        {
            var limit = Math.Min(Math.Max(MostMovedBack, Alike * noise), moved / 2);
            var change = Nearest(ScaleChange.Of(trained), sorted, limit, noise)
                ?? Nearest(ScaleChange.Estimated(trained, sorted[sorted.Length / 2], spread), sorted, limit, noise);
            if (change is not null)
                return (change.Text, change.Factor, true);
        }
        return IsFar(sorted) ? ("far outside of the training range", null, true) : (null, null, false);
    }

    /// <summary>A constant is a broken column where the training rows hardly ever had it; a file may well be of one day or one shop.</summary>
    private (string? Change, double? Factor, bool Unmistakable) Constant(double moved)
    {
        var value = Seen.First;
        var isOutside = Seen.Below + Seen.Above > 0;
        // Both bound the share of the training rows that had the value.
        var share = isOutside ? 0 : Math.Min(1 - moved, (double)trained.ModeCount / trained.Count);
        var text = string.Create(CultureInfo.InvariantCulture, $"{value:G7} in every row");
        var broken = Width > 0 && (isOutside ? value == 0 || IsFar([value]) : HasManyValues && share <= RareValue);
        return (text, null, broken);
    }

    /// <summary>The first of the changes, the commonest of which come first, that explains the rows as well as the best one does but for chance.</summary>
    private ScaleChange? Nearest(IEnumerable<ScaleChange> changes, double[] sorted, double limit, double noise)
    {
        var distances = changes.Select(change =>
        {
            var undone = Array.ConvertAll(sorted, value => change.Undo(value));
            Array.Sort(undone);
            return (Change: change, Distance: quantiles.Distance(undone, loosely: true));
        }).Where(pair => pair.Distance <= limit).ToList();
        return distances.Count == 0 ? null : distances.First(pair => pair.Distance <= distances.Min(other => other.Distance) + (noise / 3)).Change;
    }

    /// <summary>Most rows lie beyond the range by more than its width (ten times that for a code or a year, of which the range is narrow).</summary>
    private bool IsFar(ReadOnlySpan<double> sorted)
    {
        var distance = Width * (HasManyValues ? 1 : 10);
        var far = 0;
        foreach (var value in sorted)
            far += value < quantiles.Minimum - distance || value > quantiles.Maximum + distance ? 1 : 0;
        return Width > 0 && far * 2 >= sorted.Length;
    }

    /// <summary>
    /// Whether more rows are beyond the training range than chance puts there: of n rows and N training rows in any order, the k largest
    /// are all among the n with a chance of at most (n/(n + N))^k, whatever the distribution. And it matters: they are many, or move the mean.
    /// </summary>
    private bool IsOutside()
    {
        var (n, rows) = ((double)Seen.Count, Math.Max(Seen.Below, Seen.Above));
        var evidence = rows * Math.Log((n + trained.Count) / n);
        var limit = (MeanDeviations * deviation) + (Rounding * Math.Abs(trained.Mean));
        return evidence >= OutsideEvidence && ((Seen.Below + Seen.Above) / n >= OutsideShare || Math.Abs(Seen.Mean - trained.Mean) > limit);
    }

    private double? Spread(double[] sorted)
    {
        var spread = trained.Quantiles[^3] - trained.Quantiles[2];
        var ratio = (sorted[(int)(0.9 * (sorted.Length - 1))] - sorted[(int)(0.1 * (sorted.Length - 1))]) / spread;
        return spread > 0 && double.IsFinite(ratio) ? ratio : null;
    }

    private static double[] Sorted(ReadOnlySpan<double> sample)
    {
        var count = 0;
        var sorted = new double[sample.Length];
        foreach (var value in sample)
        {
            if (!double.IsNaN(value))
                sorted[count++] = value;
        }
        Array.Resize(ref sorted, count);
        Array.Sort(sorted);
        return sorted;
    }
}

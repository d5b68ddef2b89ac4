namespace Pipeline.Evaluation;

/// <summary>Weighted sums, means, ratios and the median: the arithmetic that all metrics share.</summary>
internal static class Weighted
{
    /// <summary>Σ value.</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        var sum = new CompensatedSum();
        foreach (var value in values)
            sum.Add(value);
        return sum.Value;
    }

    /// <summary>numerator / denominator, or null (undefined) where the denominator is 0.</summary>
    public static double? Ratio(double numerator, double denominator) => denominator == 0 ? null : numerator / denominator;

    /// <summary>
    /// The weighted median by the averaged inverted distribution function (Hyndman and Fan 1996, definition 2): the smallest
    /// value whose cumulative weight exceeds half of the total, or its mean with the value before where half is hit exactly.
    /// Null without rows.
    /// </summary>
    /// <param name="ascending">Values and their weights, the smallest value first.</param>
    /// <param name="total">Σ w.</param>
    public static double? Median(IEnumerable<(double Value, double Weight)> ascending, double total)
    {
        var half = total / 2;
        var below = new CompensatedSum();
        var (last, isHit) = ((double?)null, false);
        foreach (var (value, weight) in ascending)
        {
            if (isHit)
                return last + ((value - last) / 2);
            below.Add(weight);
            if (below.Value > half)
                return value;
            (last, isHit) = (value, below.Value == half);
        }
        return last;
    }
}

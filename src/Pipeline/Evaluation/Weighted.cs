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

    /// <summary>Σ w·value / Σ w; null without rows. Both are [rows].</summary>
    public static double? Mean(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        var sum = new CompensatedSum();
        for (var row = 0; row < values.Length; row++)
            sum.Add(weights[row] * values[row]);
        return Ratio(sum.Value, Sum(weights));
    }

    /// <summary>numerator / denominator, or null (undefined) where the denominator is 0.</summary>
    public static double? Ratio(double numerator, double denominator) => denominator == 0 ? null : numerator / denominator;

    /// <summary>
    /// The weighted median by the averaged inverted distribution function (Hyndman and Fan 1996, definition 2): the smallest
    /// value whose cumulative weight exceeds half of the total, or its mean with the value before where half is hit exactly.
    /// Null without rows.
    /// </summary>
    public static double? Median(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        var sorted = values.ToArray();
        var weight = weights.ToArray();
        Array.Sort(sorted, weight);
        var half = Sum(weight) / 2;
        var below = new CompensatedSum();
        for (var row = 0; row < sorted.Length; row++)
        {
            below.Add(weight[row]);
            if (below.Value > half || row == sorted.Length - 1)
                return sorted[row];
            if (below.Value == half)
                return sorted[row] + (sorted[row + 1] - sorted[row]) / 2;
        }
        return null;
    }
}

namespace Pipeline.Evaluation;

/// <summary>The figures of a regression. y is the target, p the prediction, e = y − p; all means are weighted.</summary>
internal static class RegressionMetrics
{
    /// <summary>All figures by the names of <see cref="Model.MetricCatalog"/>; null where undefined.</summary>
    /// <param name="target">[rows] y.</param>
    /// <param name="prediction">[rows] p, in the unit of y.</param>
    /// <param name="weights">[rows] above 0.</param>
    public static Dictionary<string, double?> Of(
        ReadOnlySpan<double> target, ReadOnlySpan<double> prediction, ReadOnlySpan<double> weights)
    {
        var absolute = new double[target.Length];
        var squares = new double[target.Length];
        for (var row = 0; row < target.Length; row++)
        {
            absolute[row] = Math.Abs(target[row] - prediction[row]);
            squares[row] = absolute[row] * absolute[row];
        }
        var mse = Weighted.Mean(squares, weights);
        return new Dictionary<string, double?>
        {
            ["r2"] = R2(mse, target, weights),
            ["rmse"] = mse is { } mean ? Math.Sqrt(mean) : null,
            ["mae"] = Weighted.Mean(absolute, weights),
            ["medianAbsoluteError"] = Weighted.Median(absolute, weights),
            ["mape"] = Mape(absolute, target, weights),
        };
    }

    /// <summary>
    /// 1 − Σ w·e²/Σ w(y − ȳ)². Undefined for a constant target, so for one row. In two passes, the mean first: the one-pass
    /// form Σy² − nȳ² loses every digit of a target with a large offset.
    /// </summary>
    private static double? R2(double? mse, ReadOnlySpan<double> target, ReadOnlySpan<double> weights)
    {
        // Asked of the values, not of the variance, which rounding can leave a little above 0.
        if (target.IsEmpty || target.IndexOfAnyExcept(target[0]) < 0)
            return null;
        var mean = Weighted.Mean(target, weights)!.Value;
        var squares = new double[target.Length];
        for (var row = 0; row < squares.Length; row++)
            squares[row] = (target[row] - mean) * (target[row] - mean);
        return 1 - mse / Weighted.Mean(squares, weights);
    }

    /// <summary>Mean of |e|/|y|, a fraction (0.1 is 10 %). Undefined with any target of 0.</summary>
    private static double? Mape(ReadOnlySpan<double> absolute, ReadOnlySpan<double> target, ReadOnlySpan<double> weights)
    {
        var shares = new double[absolute.Length];
        for (var row = 0; row < shares.Length; row++)
        {
            if (target[row] == 0)
                return null;
            shares[row] = absolute[row] / Math.Abs(target[row]);
        }
        return Weighted.Mean(shares, weights);
    }
}

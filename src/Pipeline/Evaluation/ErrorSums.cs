namespace Pipeline.Evaluation;

/// <summary>What the figures of a regression are made of, row by row. y is the target, p the prediction, e = y − p; all means are weighted.</summary>
internal sealed class ErrorSums(bool weighted) : IDisposable
{
    private readonly SortedRuns<double> errors = new(weighted);
    private CompensatedSum absolute;
    private CompensatedSum squares;
    private CompensatedSum shares;
    private CompensatedSum weights;
    private bool hasTargetOfZero;

    /// <summary>Adds a row.</summary>
    /// <param name="target">y.</param>
    /// <param name="prediction">p, in the unit of y.</param>
    /// <param name="weight">Above 0.</param>
    public void Add(double target, double prediction, double weight)
    {
        var error = Math.Abs(target - prediction);
        errors.Add(error, weight);
        weights.Add(weight);
        absolute.Add(weight * error);
        squares.Add(weight * (error * error));
        hasTargetOfZero |= target == 0;
        shares.Add(weight * (error / Math.Abs(target)));
    }

    /// <summary>
    /// All figures by the names of <see cref="Model.MetricCatalog"/>; null where undefined. R² is 1 − Σ w·e²/Σ w(y − ȳ)², undefined for a constant target, so
    /// for one row; MAPE is the mean of |e|/|y|, a fraction (0.1 is 10 %), undefined with any target of 0.
    /// </summary>
    public Dictionary<string, double?> Figures(TargetSpread spread)
    {
        var mse = Weighted.Ratio(squares.Value, weights.Value);
        return new Dictionary<string, double?>
        {
            ["r2"] = spread.IsConstant ? null : 1 - (mse / (spread.SumOfSquares / weights.Value)),
            ["rmse"] = mse is { } mean ? Math.Sqrt(mean) : null,
            ["mae"] = Weighted.Ratio(absolute.Value, weights.Value),
            ["medianAbsoluteError"] = Weighted.Median(errors.InOrder(), weights.Value),
            ["mape"] = hasTargetOfZero ? null : Weighted.Ratio(shares.Value, weights.Value),
        };
    }

    public void Dispose() => errors.Dispose();
}

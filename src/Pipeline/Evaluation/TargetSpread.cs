namespace Pipeline.Evaluation;

/// <summary>
/// Σ w(y − ȳ)² in one pass, as Σ w·d² − (Σ w·d)²/Σ w of the differences d from the first target. In double that form loses every digit of a target with a large
/// offset; here all three sums are carried as two doubles each, about 106 bits, from exact differences and products (Dekker 1971; Knuth, The Art of Computer
/// Programming 2, 4.2.2).
/// </summary>
internal sealed class TargetSpread
{
    private TwoDoubles sum;
    private TwoDoubles squares;
    private TwoDoubles weights;
    private double first = double.NaN;

    /// <summary>Whether no two targets differ. Asked of the values, not of the sum, which rounding can leave a little above 0.</summary>
    public bool IsConstant { get; private set; } = true;

    /// <summary>Σ w(y − ȳ)².</summary>
    public double SumOfSquares => squares.Minus(sum.Times(sum).Over(weights)).Value;

    /// <summary>Adds a target y with its weight w above 0.</summary>
    public void Add(double target, double weight)
    {
        if (double.IsNaN(first))
            first = target;
        IsConstant &= target == first;
        var difference = TwoDoubles.Difference(target, first);
        var w = new TwoDoubles(weight, 0);
        var weighted = difference.Times(w);
        weights = weights.Plus(w);
        sum = sum.Plus(weighted);
        squares = squares.Plus(weighted.Times(difference));
    }
}

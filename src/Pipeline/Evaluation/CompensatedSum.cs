namespace Pipeline.Evaluation;

/// <summary>
/// A running sum that carries its rounding error along (Neumaier 1974, an improvement of Kahan 1965): the result is good to
/// about one rounding whatever the number and order of the terms, so that a figure depends on its rows and not on their order.
/// </summary>
internal struct CompensatedSum
{
    private double sum;
    private double lost;

    /// <summary>The sum of all terms so far.</summary>
    public readonly double Value => sum + lost;

    /// <summary>Adds a term.</summary>
    public void Add(double term)
    {
        var next = sum + term;
        lost += Math.Abs(sum) >= Math.Abs(term) ? sum - next + term : term - next + sum;
        sum = next;
    }
}

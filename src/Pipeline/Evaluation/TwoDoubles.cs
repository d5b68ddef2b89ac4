namespace Pipeline.Evaluation;

/// <summary>A number as the sum of two doubles, the second at most half an ulp of the first: about 106 bits (Dekker 1971).</summary>
/// <param name="High">The number, rounded.</param>
/// <param name="Low">What the rounding lost.</param>
internal readonly record struct TwoDoubles(double High, double Low)
{
    /// <summary>The number in double.</summary>
    public double Value => High + Low;

    /// <summary>a − b, exactly.</summary>
    public static TwoDoubles Difference(double a, double b) => Sum(a, -b);

    /// <summary>This and another.</summary>
    public TwoDoubles Plus(TwoDoubles other)
    {
        var high = Sum(High, other.High);
        return Sum(high.High, high.Low + Low + other.Low);
    }

    /// <summary>This without another.</summary>
    public TwoDoubles Minus(TwoDoubles other) => Plus(new TwoDoubles(-other.High, -other.Low));

    /// <summary>The product.</summary>
    public TwoDoubles Times(TwoDoubles other)
    {
        var high = High * other.High;
        var low = Math.FusedMultiplyAdd(High, other.High, -high) + ((High * other.Low) + (Low * other.High));
        return Sum(high, low);
    }

    /// <summary>The quotient: one step of long division after the first digit.</summary>
    public TwoDoubles Over(TwoDoubles other)
    {
        var quotient = High / other.High;
        var rest = Minus(other.Times(new TwoDoubles(quotient, 0)));
        return Sum(quotient, rest.High / other.High);
    }

    /// <summary>a + b, exactly (Knuth's sum without a branch).</summary>
    private static TwoDoubles Sum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return new TwoDoubles(sum, a - (sum - part) + (b - part));
    }
}

namespace Pipeline.Training.Network;

/// <summary>The losses of some rows.</summary>
/// <param name="Sum">Each times its weight.</param>
/// <param name="Weight">The divisor.</param>
internal readonly record struct LossSum(double Sum, double Weight)
{
    /// <summary>The weighted mean.</summary>
    public double Mean => Sum / Weight;

    /// <summary>Those of both.</summary>
    public static LossSum operator +(LossSum a, LossSum b) => new(a.Sum + b.Sum, a.Weight + b.Weight);
}

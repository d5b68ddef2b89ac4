using Pipeline.Kernels;

namespace Pipeline.Training.Network;

/// <summary>The loss of one row and its gradient by what the network gives, in float64, by the formulas of <see cref="LossPlan"/>.</summary>
internal static class RowLoss
{
    /// <summary>The loss of one row.</summary>
    /// <param name="plan">Which.</param>
    /// <param name="z">[outputs] what the network gives; becomes the gradient.</param>
    /// <param name="y">The label: 0 or 1, the number of a class, or a value.</param>
    public static double Of(LossPlan plan, Span<double> z, double y) => plan switch
    {
        LossPlan.BinaryCrossEntropy binary => Binary(ref z[0], y, binary.PositiveWeight),
        LossPlan.CrossEntropy classes => Classes(classes, z, (int)y),
        LossPlan.SquaredError => Squared(ref z[0], y),
        LossPlan.Huber huber => Huber(ref z[0], y, huber.Delta),
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, "unknown loss"),
    };

    /// <summary>What a row counts besides its sample weight.</summary>
    public static double Weight(LossPlan plan, double y) => plan is LossPlan.CrossEntropy { ClassWeights: { } weights } ? weights[(int)y] : 1;

    private static double Binary(ref double z, double y, double positive)
    {
        // e = e^−|z|, ln(1 + e) by way of the rounding error of 1 + e (Goldberg 1991, theorem 4).
        var e = ExactMath.Exp(-Math.Abs(z));
        var sum = 1 + e;
        var log = sum == 1 ? e : ExactMath.Log(sum) * (e / (sum - 1));
        var (large, small) = (1 / sum, e / sum);
        var (plus, minus) = z >= 0 ? (large, small) : (small, large);
        var loss = (positive * y * (Math.Max(-z, 0) + log)) + ((1 - y) * (Math.Max(z, 0) + log));
        z = double.IsNaN(z) ? z : ((1 - y) * plus) - (positive * y * minus);
        return loss;
    }

    private static double Classes(LossPlan.CrossEntropy plan, Span<double> z, int y)
    {
        var top = z[0];
        foreach (var value in z)
            top = Math.Max(top, value);
        double exponentials = 0;
        foreach (var value in z)
            exponentials += ExactMath.Exp(value - top);
        var log = ExactMath.Log(exponentials);
        var (loss, total) = (0.0, 0.0);
        for (var k = 0; k < z.Length; k++)
        {
            var share = Share(plan, k, y, z.Length);
            loss += share * (log - (z[k] - top));
            total += share;
        }
        for (var k = 0; k < z.Length; k++)
            z[k] = (total * (ExactMath.Exp(z[k] - top) / exponentials)) - Share(plan, k, y, z.Length);
        return loss;
    }

    private static double Share(LossPlan.CrossEntropy plan, int k, int y, int classes)
    {
        var q = (plan.LabelSmoothing / classes) + (k == y ? 1 - plan.LabelSmoothing : 0);
        return plan.ClassWeights is { } weights ? weights[k] * q : q;
    }

    private static double Squared(ref double z, double y)
    {
        var rest = z - y;
        z = 2 * rest;
        return rest * rest;
    }

    private static double Huber(ref double z, double y, double delta)
    {
        var rest = z - y;
        if (Math.Abs(rest) <= delta)
        {
            z = rest;
            return rest * rest / 2;
        }
        z = rest > 0 ? delta : rest < 0 ? -delta : rest;
        return delta * (Math.Abs(rest) - (delta / 2));
    }
}

using System.Numerics;

namespace Pipeline.Training.Network;

/// <summary>The loss of a batch: row by row in float64, summed in the order of the rows.</summary>
internal static class BatchLoss
{
    /// <summary>The losses of the rows of a batch, and the gradient of their mean.</summary>
    /// <param name="plan">Which loss.</param>
    /// <param name="output">What the network gives.</param>
    /// <param name="labels">By row.</param>
    /// <param name="weights">By row; empty for ones.</param>
    /// <param name="gradient">Gets the gradient by each number of <paramref name="output"/>, rounded to T; null where nobody wants it.</param>
    public static LossSum Of<T>(LossPlan plan, Columns<T> output, ReadOnlySpan<T> labels, ReadOnlySpan<T> weights, Columns<T>? gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (sum, weight) = (0.0, 0.0);
        for (var row = 0; row < output.Rows; row++)
            weight += SampleWeight(weights, row) * RowLoss.Weight(plan, double.CreateTruncating(labels[row]));
        // Rows that all weigh nothing move nothing.
        var divisor = weight == 0 ? 1 : weight;
        Span<double> z = new double[output.Features];
        for (var row = 0; row < output.Rows; row++)
        {
            for (var k = 0; k < z.Length; k++)
                z[k] = double.CreateTruncating(output.At(k, row));
            var sample = SampleWeight(weights, row);
            sum += sample * RowLoss.Of(plan, z, double.CreateTruncating(labels[row]));
            for (var k = 0; gradient is not null && k < z.Length; k++)
                gradient.At(k, row) = T.CreateTruncating(sample * z[k] / divisor);
        }
        for (var k = 0; gradient is not null && k < z.Length; k++)
            gradient.ClearPadding(k);
        return new LossSum(sum, weight);
    }

    private static double SampleWeight<T>(ReadOnlySpan<T> weights, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => weights.IsEmpty ? 1 : double.CreateTruncating(weights[row]);
}

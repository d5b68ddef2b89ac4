using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>Scores generalized additive models.</summary>
internal sealed class GamKernel(ScoreNode.Gam node, int width) : ScoreKernel
{
    private readonly float[] vector = new float[width];

    public override void Run(FeatureBatch features, Span<float> scores)
    {
        for (var row = 0; row < scores.Length; row++)
        {
            features.CopyRow(row, vector);
            var sum = node.Intercept;
            foreach (var shape in node.Shapes)
                sum += shape.Effects[Bin(shape.UpperBounds, vector[shape.Slot])];
            scores[row] = (float)sum;
            features.ClearRow(row, vector);
        }
    }

    /// <summary>The first bin whose upper bound is not below the value, so the first one for NaN; the last one above every bound.</summary>
    private static int Bin(double[] bounds, double value)
    {
        var (low, high) = (0, bounds.Length - 1);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (bounds[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}

using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Model;

namespace Pipeline.Verification;

/// <summary>How far the linear sums of a fast graph may be from the exact ones, row by row: <see cref="FastBound"/> with the row's own features.</summary>
/// <param name="exact">The exact graph.</param>
internal sealed class FastSums(ScoringGraph exact)
{
    /// <summary>[nodes][rows] the bounds for several dot products of the graph, absolute.</summary>
    public double[][] Of(KernelInput input, IReadOnlyList<ScoreNode.Dot> nodes)
    {
        var bounds = nodes.Select(_ => new double[input.Rows]).ToArray();
        for (var row = 0; row < input.Rows; row++)
        {
            // Of each slot what the bound takes, |s|·(|x| + |o|); no error yet.
            var (size, error) = (exact.Blocks.SelectMany(block => Sizes(block, input, row)).ToArray(), new double[exact.Width]);
            foreach (var layer in exact.Layers)
            {
                var sums = layer.Weights.Zip(layer.Bias, (weights, bias) => Sum(weights, bias, size, error)).ToArray();
                // An activation is at most 1 or its sum; it is rounded once in each graph.
                size = Array.ConvertAll(sums, sum => Math.Max(1, sum.Size));
                error = Array.ConvertAll(sums, sum => sum.Error + (2 * FastBound.Unit * Math.Max(1, sum.Size)));
            }
            for (var node = 0; node < bounds.Length; node++)
                bounds[node][row] = Sum(nodes[node].Weights, nodes[node].Bias, size, error).Error;
        }
        return bounds;
    }

    private static (double Size, double Error) Sum(float[] weights, float bias, double[] size, double[] error)
    {
        var (total, handedOn) = (Math.Abs((double)bias), 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            var weight = Math.Abs((double)weights[i]);
            total += weight * size[i];
            handedOn += weight * error[i];
        }
        return (total, ((weights.Length + FastBound.Roundings) * FastBound.Unit * total) + handedOn);
    }

    private static IEnumerable<double> Sizes(FeatureBlock block, KernelInput input, int row)
    {
        switch (block)
        {
            case FeatureBlock.Numeric numeric:
                var numbers = Array.ConvertAll(numeric.Columns, column => input.Numbers[column][row]);
                return numbers.Select((x, i) => Size(numeric.Scaler, i, double.IsNaN(x) ? numeric.Fill[i] : x));
            case FeatureBlock.Missing missing:
                return missing.Columns.Select((column, i) => Size(missing.Scaler, i, double.IsNaN(input.Numbers[column][row]) ? 1 : 0));
            case FeatureBlock.OneHot oneHot:
                var category = input.Categories[oneHot.Column][row];
                var active = category == CategoryNumber.Missing ? oneHot.Fill : category;
                return Enumerable.Range(0, oneHot.Width).Select(i => Size(oneHot.Scaler, i, active == i ? 1 : 0));
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "unknown block");
        }
    }

    private static double Size(Scaler? scaler, int slot, double x) => scaler switch
    {
        null => Math.Abs(x),
        Scaler.Affine affine => Math.Abs(affine.Scale[slot]) * (Math.Abs(x) + (affine.Offset.Length == 0 ? 0 : Math.Abs(affine.Offset[slot]))),
        // A distribution function.
        Scaler.LogNormalCdf => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(scaler), scaler, "unknown scaler"),
    };
}

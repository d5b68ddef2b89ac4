using Pipeline.Graph;
using Pipeline.Kernels;

namespace Pipeline.Tests.Graph;

/// <summary>The bound of fast scores, worked out for a row of a regression as <see cref="FastBound"/> words it.</summary>
internal static class RowBound
{
    public static double Of(ScoringGraph exact, KernelInput input, int row)
    {
        // Of each slot what the bound takes: |s|·(|x| + |o|); no error yet.
        var (size, error) = (exact.Blocks.SelectMany(block => Sizes(block, input, row)).ToArray(), new double[exact.Width]);
        foreach (var layer in exact.Layers)
        {
            var sums = layer.Weights.Zip(layer.Bias, (weights, bias) => Sum(weights, bias, size, error)).ToArray();
            // An activation is at most 1 or its sum; it is rounded once in each graph.
            size = Array.ConvertAll(sums, sum => Math.Max(1, sum.Size));
            error = Array.ConvertAll(sums, sum => sum.Error + (2 * FastBound.Unit * Math.Max(1, sum.Size)));
        }
        var dot = (ScoreNode.Dot)((ModelNode.Regression)exact.Model).Score;
        return Sum(dot.Weights, dot.Bias, size, error).Error;
    }

    private static (double Size, double Error) Sum(float[] weights, float bias, double[] size, double[] error)
    {
        var total = Math.Abs(bias) + weights.Zip(size, (weight, x) => Math.Abs(weight) * x).Sum();
        return (total, ((weights.Length + FastBound.Roundings) * FastBound.Unit * total) + weights.Zip(error, (weight, e) => Math.Abs(weight) * e).Sum());
    }

    private static IEnumerable<double> Sizes(FeatureBlock block, KernelInput input, int row) => block switch
    {
        FeatureBlock.Numeric numeric => numeric.Columns.Select((column, i) => Size(numeric.Scaler, i, double.IsNaN(input.Numbers[column][row]) ? numeric.Fill[i] : input.Numbers[column][row])),
        FeatureBlock.Missing missing => missing.Columns.Select((column, i) => Size(missing.Scaler, i, double.IsNaN(input.Numbers[column][row]) ? 1 : 0)),
        FeatureBlock.OneHot oneHot => Enumerable.Range(0, oneHot.Width).Select(i => Size(oneHot.Scaler, i, (input.Categories[oneHot.Column][row] == KernelInput.Missing ? oneHot.Fill : input.Categories[oneHot.Column][row]) == i ? 1 : 0)),
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "unknown block"),
    };

    private static double Size(Scaler? scaler, int slot, double x) =>
        scaler is Scaler.Affine affine ? Math.Abs(affine.Scale[slot]) * (Math.Abs(x) + (affine.Offset.Length == 0 ? 0 : Math.Abs(affine.Offset[slot]))) : Math.Abs(x);
}

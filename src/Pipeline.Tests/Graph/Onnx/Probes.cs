using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Model;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>Rows that look for trouble: ordinary numbers with their neighbours to 2 ulp, and every special one.</summary>
internal static class Probes
{
    /// <summary>NaN, ±∞, ±0, denormals and the ends of the range.</summary>
    public static readonly float[] Specials =
        [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -0f, float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f, 1.17549435e-38f, float.MaxValue,
            float.MinValue];

    /// <summary>What only float64 holds.</summary>
    private static readonly double[] wide = [double.Epsilon, -1e-310, 3e-320, 2.2250738585072014e-308, double.MaxValue, double.MinValue, 1e39];

    private static readonly float[] bases = [0.5f, 1, -1, 3.7f, -2.25f, 1e-3f, 17, 100.1f, -1e6f];

    /// <summary>Ordinary numbers, each with its neighbours.</summary>
    public static readonly float[] Ordinary = [.. bases.SelectMany(Around)];

    /// <summary>A number and its neighbours within 2 ulp.</summary>
    public static IEnumerable<float> Around(float value) =>
        [MathF.BitDecrement(MathF.BitDecrement(value)), MathF.BitDecrement(value), value, MathF.BitIncrement(value),
            MathF.BitIncrement(MathF.BitIncrement(value))];

    /// <summary>
    /// Rows for a graph: in every other row one column is special; categories are of the vocabulary, unseen or missing. What is
    /// around <paramref name="edges"/> is drawn as often as the ordinary numbers.
    /// </summary>
    public static KernelInput Rows(ScoringGraph graph, int rows, Random random, params float[] edges)
    {
        float[] pool = [.. Ordinary, .. edges.SelectMany(Around)];
        var numeric = graph.Signature.Numeric;
        var numbers = numeric.Select(_ => new double[rows]).ToArray();
        var categories = graph.Signature.Categorical.Select((_, column) => Categories(graph, column, rows, random)).ToArray();
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < numbers.Length; column++)
            {
                double value = pool[random.Next(pool.Length)];
                // Doubles that are no float32, too.
                numbers[column][row] = numeric[column].Type == NumericType.Double ? value * (1 + (1e-12 * random.Next(3))) : value;
            }
            if (row % 2 == 1 && numbers.Length > 0)
            {
                var column = random.Next(numbers.Length);
                var special = random.Next(Specials.Length + (numeric[column].Type == NumericType.Double ? wide.Length : 0));
                numbers[column][row] = special < Specials.Length ? Specials[special] : wide[special - Specials.Length];
            }
        }
        return new KernelInput(numbers, categories, rows);
    }

    private static int[] Categories(ScoringGraph graph, int column, int rows, Random random)
    {
        var width = graph.Blocks.OfType<FeatureBlock.OneHot>().First(block => block.Column == column).Width;
        return [.. Enumerable.Range(0, rows).Select(_ => random.Next(-2, width))];
    }
}

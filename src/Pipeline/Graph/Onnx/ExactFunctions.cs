using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>The exponential, the logarithm and the hyperbolic tangent of <see cref="ExactSeries"/> as nodes, in float64.</summary>
internal static class ExactFunctions
{
    private const int LargestPower = 1023, SmallestPower = -1022;

    /// <summary>2^k at place k, and for negative k at place k from the end, where Gather looks for a negative index.</summary>
    private static readonly double[] powers =
        [.. Enumerable.Range(0, LargestPower + 1).Concat(Enumerable.Range(SmallestPower, -SmallestPower)).Select(PowerOfTwo)];

    /// <summary>e^x.</summary>
    public static OnnxValue Exp(this GraphWriter graph, OnnxValue x)
    {
        x = graph.Within(x, graph.Scalar(ExactSeries.Lowest), graph.Scalar(ExactSeries.Highest));
        var k = graph.Round(graph.Mul(x, graph.Scalar(ExactSeries.Log2E)));
        var r = graph.Sub(x, graph.Mul(k, graph.Scalar(ExactSeries.Ln2High)));
        r = graph.Sub(r, graph.Mul(k, graph.Scalar(ExactSeries.Ln2Low)));
        var sum = graph.Horner(ExactSeries.Exponential, r);
        // NaN is no index; the polynomial is NaN there, whatever it is multiplied by.
        var index = graph.Cast(graph.Where(graph.IsNaN(k), graph.Scalar(0.0), k), DataType.Int32);
        return graph.Mul(sum, graph.Gather(graph.Constant<double>(powers, powers.Length), index, 0));
    }

    /// <summary>tanh x.</summary>
    public static OnnxValue Tanh(this GraphWriter graph, OnnxValue x)
    {
        var (square, one) = (graph.Mul(x, x), graph.Scalar(1.0));
        var near = graph.Mul(graph.Horner(ExactSeries.Tangent, square), x);
        var far = graph.Sub(one, graph.Div(graph.Scalar(2.0), graph.Add(graph.Exp(graph.Add(x, x)), one)));
        return graph.Where(graph.GreaterOrEqual(square, graph.Scalar(ExactSeries.NearZero)), far, near);
    }

    /// <summary>ln x for every x; −∞ for 0, NaN below and for NaN, ∞ for ∞.</summary>
    public static OnnxValue Log(this GraphWriter graph, OnnxValue x)
    {
        // Lifted to 2 or above in two steps, since the smallest denormal is 2^-1074 and no factor goes beyond 2^1023; then lowered by
        // each power once. √½·2^1024 and above need one step more than the powers below 1024 give.
        var logarithm = graph.LogOfScaled(x, [1022, 53], [512, 256, 128, 64, 32, 16, 8, 4, 2, 1, 1]);
        var zero = graph.Scalar(0.0);
        logarithm = graph.Where(graph.Less(x, zero), graph.Scalar(double.NaN), logarithm);
        logarithm = graph.Where(graph.Equal(x, zero), graph.Scalar(double.NegativeInfinity), logarithm);
        return graph.Where(graph.Equal(x, graph.Scalar(double.PositiveInfinity)), x, logarithm);
    }

    /// <summary>ln x for an x from 1 up to <paramref name="most"/>.</summary>
    public static OnnxValue LogFromOne(this GraphWriter graph, OnnxValue x, int most)
    {
        List<int> lower = [1, 1];
        // Together with the additional 1, the steps sum to 2·(the largest of them).
        while (PowerOfTwo(2 * lower[0]) < most)
            lower.Insert(0, 2 * lower[0]);
        return graph.LogOfScaled(x, [], lower);
    }

    /// <summary>x, no lower and no higher than these; NaN stays NaN.</summary>
    public static OnnxValue Within(this GraphWriter graph, OnnxValue x, OnnxValue lowest, OnnxValue highest)
    {
        x = graph.Where(graph.Less(x, lowest), lowest, x);
        return graph.Where(graph.Greater(x, highest), highest, x);
    }

    /// <summary>ln x, after x is brought into [√½, √2) by exact powers of two.</summary>
    private static OnnxValue LogOfScaled(this GraphWriter graph, OnnxValue x, ReadOnlySpan<int> lifts, IReadOnlyList<int> lowerings)
    {
        var (zero, one) = (graph.Scalar(0.0), graph.Scalar(1.0));
        var k = zero;
        foreach (var step in lifts)
        {
            var below = graph.Less(x, graph.Scalar(ExactSeries.SqrtHalf));
            x = graph.Mul(x, graph.Where(below, graph.Scalar(PowerOfTwo(step)), one));
            k = graph.Sub(k, graph.Where(below, graph.Scalar((double)step), zero));
        }
        foreach (var step in lowerings)
        {
            var above = graph.GreaterOrEqual(x, graph.Scalar(ExactSeries.SqrtHalf * PowerOfTwo(step)));
            x = graph.Mul(x, graph.Where(above, graph.Scalar(PowerOfTwo(-step)), one));
            var lowered = graph.Where(above, graph.Scalar((double)step), zero);
            k = k == zero ? lowered : graph.Add(k, lowered);
        }
        var f = graph.Sub(x, one);
        var s = graph.Div(f, graph.Add(f, graph.Scalar(2.0)));
        var z = graph.Mul(s, s);
        var sum = graph.Horner(ExactSeries.Logarithm, z);
        var half = graph.Mul(graph.Mul(graph.Scalar(0.5), f), f);
        var low = graph.Add(graph.Mul(s, graph.Add(half, graph.Mul(z, sum))), graph.Mul(k, graph.Scalar(ExactSeries.Ln2Low)));
        return graph.Sub(graph.Mul(k, graph.Scalar(ExactSeries.Ln2High)), graph.Sub(graph.Sub(half, low), f));
    }

    private static OnnxValue Horner(this GraphWriter graph, ReadOnlySpan<double> series, OnnxValue x)
    {
        var sum = graph.Scalar(series[0]);
        foreach (var term in series[1..])
            sum = graph.Add(graph.Mul(sum, x), graph.Scalar(term));
        return sum;
    }

    /// <summary>2^k, made of exact products.</summary>
    private static double PowerOfTwo(int k) => double.ScaleB(1, k);
}

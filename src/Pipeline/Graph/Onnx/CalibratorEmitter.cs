using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>From scores, [N, K] float32, to probabilities, [N, K] float32, with one calibrator a column.</summary>
internal static class CalibratorEmitter
{
    private const float Lowest = 1e-15f;

    public static OnnxValue Emit(GraphWriter graph, IReadOnlyList<CalibratorNode> nodes, OnnxValue scores)
    {
        if (nodes.Any(node => node.GetType() != nodes[0].GetType()))
        {
            var columns = graph.Split(scores, [.. nodes.Select(_ => 1L)], 1);
            return graph.Concat([.. nodes.Select((node, k) => Emit(graph, [node], columns[k]))], 1);
        }
        return nodes[0] switch
        {
            CalibratorNode.Platt => Platt(graph, [.. nodes.Cast<CalibratorNode.Platt>()], scores),
            CalibratorNode.Isotonic => Isotonic(graph, [.. nodes.Cast<CalibratorNode.Isotonic>()], scores),
            _ => throw new ArgumentOutOfRangeException(nameof(nodes), nodes[0], "unknown calibrator"),
        };
    }

    private static OnnxValue Platt(GraphWriter graph, CalibratorNode.Platt[] nodes, OnnxValue scores)
    {
        var scaled = graph.Mul(ScalerEmitter.Row(graph, DataType.Double, Array.ConvertAll(nodes, node => node.Slope)), graph.Cast(scores, DataType.Double));
        // Of 0 there is no need: e^x is 1 for +0 and −0.
        var shifted = nodes.All(node => node.Offset == 0)
            ? scaled
            : graph.Add(scaled, ScalerEmitter.Row(graph, DataType.Double, Array.ConvertAll(nodes, node => node.Offset)));
        var exponential = graph.Exp(shifted);
        var one = graph.Scalar(1.0);
        return graph.Cast(graph.Div(one, graph.Add(one, exponential)), DataType.Float);
    }

    /// <summary>
    /// The piece is the first whose maximum is not below the score. Above the last maximum its value is the answer too, so no
    /// bound is needed there; below the first minimum the first value is, so that piece starts from −∞.
    /// </summary>
    private static OnnxValue Isotonic(GraphWriter graph, CalibratorNode.Isotonic[] nodes, OnnxValue scores)
    {
        var search = new Search(graph, Array.ConvertAll(nodes, node => Array.ConvertAll(node.Maxima[..^1], bound => (double)bound)), scores);
        OnnxValue Look(Func<CalibratorNode.Isotonic, int, float> of, float first) =>
            search.Look(Array.ConvertAll(nodes, node => node.Values.Select((_, piece) => (double)(piece == 0 ? first : of(node, piece))).ToArray()),
                DataType.Float);
        var value = search.Look(Array.ConvertAll(nodes, node => Array.ConvertAll(node.Values, value => (double)value)), DataType.Float);
        var minimum = Look((node, piece) => node.Minima[piece], float.NegativeInfinity);
        // Differences of constants are taken here, by the same single operations.
        var gap = Look((node, piece) => node.Minima[piece] - node.Maxima[piece - 1], 1);
        var rise = Look((node, piece) => node.Values[piece] - node.Values[piece - 1], 0);
        var t = graph.Div(graph.Sub(scores, Look((node, piece) => node.Maxima[piece - 1], 0)), gap);
        var between = graph.Add(Look((node, piece) => node.Values[piece - 1], 0), graph.Mul(t, rise));
        var answer = graph.Where(graph.GreaterOrEqual(scores, minimum), value, between);
        return graph.Within(answer, graph.Scalar(Lowest), graph.Scalar(1 - Lowest));
    }
}

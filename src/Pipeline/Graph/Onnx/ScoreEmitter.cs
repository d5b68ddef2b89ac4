using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>Makes scores, several at once where they are of one kind: a class then costs columns, not nodes.</summary>
internal static class ScoreEmitter
{
    /// <summary>[N, nodes] float32.</summary>
    public static OnnxValue Emit(GraphWriter graph, Features features, IReadOnlyList<ScoreNode> nodes)
    {
        if (nodes.Any(node => node.GetType() != nodes[0].GetType()))
            return graph.Concat([.. nodes.Select(node => Emit(graph, features, [node]))], 1);
        return nodes[0] switch
        {
            ScoreNode.Dot =>
                DotEmitter.Emit(graph, features, [.. nodes.Cast<ScoreNode.Dot>().Select(node => node.Bias)],
                    [.. nodes.Cast<ScoreNode.Dot>().Select(node => node.Weights)]),
            ScoreNode.TreeEnsemble => TreeEmitter.Emit(graph, features, [.. nodes.Cast<ScoreNode.TreeEnsemble>()]),
            ScoreNode.Gam => GamEmitter.Emit(graph, features, [.. nodes.Cast<ScoreNode.Gam>()]),
            ScoreNode.Exponential => Exponential(graph, Emit(graph, features, [.. nodes.Cast<ScoreNode.Exponential>().Select(node => node.Logarithm)])),
            _ => throw new ArgumentOutOfRangeException(nameof(nodes), nodes[0], "unknown node"),
        };
    }

    private static OnnxValue Exponential(GraphWriter graph, OnnxValue logarithm) =>
        graph.Cast(graph.Exp(graph.Cast(logarithm, DataType.Double)), DataType.Float);
}

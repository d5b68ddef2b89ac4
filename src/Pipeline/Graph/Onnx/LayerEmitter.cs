using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>Makes the vectors of a dense layer from those before it.</summary>
internal static class LayerEmitter
{
    private static readonly CalibratorNode sigmoid = new CalibratorNode.Platt(-1, 0);

    public static Features Emit(GraphWriter graph, Features features, DenseLayer layer)
    {
        var sums = DotEmitter.Emit(graph, features, layer.Bias, layer.Weights);
        var values = layer.Activation switch
        {
            Activation.Identity => sums,
            Activation.Relu => graph.Where(graph.Less(sums, graph.Scalar(0f)), graph.Scalar(0f), sums),
            Activation.Sigmoid => CalibratorEmitter.Emit(graph, [.. Enumerable.Repeat(sigmoid, layer.Outputs)], sums),
            Activation.Tanh => graph.Cast(graph.Tanh(graph.Cast(sums, DataType.Double)), DataType.Float),
            _ => throw new ArgumentOutOfRangeException(nameof(layer), layer.Activation, "unknown activation"),
        };
        return new Features(values, [.. Enumerable.Range(0, layer.Outputs)], null);
    }
}

using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>Sums of products over the slots of a vector, several side by side.</summary>
internal static class DotEmitter
{
    /// <summary>[N, sums] float32.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="features">The vectors.</param>
    /// <param name="bias">[sums] what each starts from.</param>
    /// <param name="weights">[sums][slots].</param>
    public static OnnxValue Emit(GraphWriter graph, Features features, float[] bias, float[][] weights)
    {
        OnnxValue? dense = features.Dense is { } values ? graph.Cast(values, DataType.Double) : null;
        var sums = Sums.OverSlots(graph, features, Array.ConvertAll(bias, value => (double)value), dense,
            slot => Array.ConvertAll(weights, row => (double)row[slot]), graph.Mul);
        return graph.Cast(sums, DataType.Float);
    }
}

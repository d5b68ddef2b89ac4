using Pipeline.Model;
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
        if (graph.Precision == Precision.Fast)
            return Fast(graph, features, bias, weights);
        OnnxValue? dense = features.Dense is { } values ? graph.Cast(values, DataType.Double) : null;
        var sums = Sums.OverSlots(graph, features, Array.ConvertAll(bias, value => (double)value), dense,
            slot => Array.ConvertAll(weights, row => (double)row[slot]), graph.Mul);
        return graph.Cast(sums, DataType.Float);
    }

    /// <summary>One Gemm over the dense slots, whose order is the library's, then one Add a one-hot block.</summary>
    private static OnnxValue Fast(GraphWriter graph, Features features, float[] bias, float[][] weights)
    {
        var start = graph.Constant<float>(bias, 1, bias.Length);
        var sums = start;
        if (features.Dense is { } dense)
        {
            float[] matrix = [.. features.DenseSlots.SelectMany(slot => weights.Select(row => row[slot]))];
            sums = graph.Add("Gemm", DataType.Float, DataType.Float, [dense, graph.Constant<float>(matrix, features.DenseSlots.Length, bias.Length), start]);
        }
        foreach (var block in features.OneHot)
            sums = graph.Add(sums, block.Look(graph, slot => Array.ConvertAll(weights, row => row[block.First + slot]), new float[bias.Length]));
        return sums;
    }
}

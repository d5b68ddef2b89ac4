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

    /// <summary>One Gemm over the dense slots, whose order is the library's, and one sum of what the one-hot blocks have.</summary>
    private static OnnxValue Fast(GraphWriter graph, Features features, float[] bias, float[][] weights)
    {
        var start = graph.Constant<float>(bias, 1, bias.Length);
        var sums = start;
        if (features.Dense is { } dense)
        {
            float[] matrix = [.. features.DenseSlots.SelectMany(slot => weights.Select(row => row[slot]))];
            sums = graph.Add("Gemm", DataType.Float, DataType.Float, [Shapes.Rows, bias.Length],
                [dense, graph.Constant<float>(matrix, features.DenseSlots.Length, bias.Length), start]);
        }
        if (features.OneHot is not { } oneHot)
            return sums;
        var looks = oneHot.Look(graph, slot => Array.ConvertAll(weights, row => row[slot]), new float[bias.Length]);
        var last = oneHot.Count == 1 ? looks : graph.Slice(graph.CumSum(looks, 1, exclusive: false), oneHot.Count - 1, oneHot.Count, 1);
        return graph.Add(sums, graph.Reshape(last, 0, bias.Length));
    }
}

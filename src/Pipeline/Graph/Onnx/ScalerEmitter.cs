using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>Scales the columns of a block, [N, slots], in its type.</summary>
internal static class ScalerEmitter
{
    public static OnnxValue Emit(GraphWriter graph, Scaler? scaler, OnnxValue x) => scaler switch
    {
        null => x,
        Scaler.Affine { Offset.Length: 0 } affine => graph.Mul(x, Row(graph, x.Type, affine.Scale)),
        Scaler.Affine affine => graph.Mul(graph.Sub(x, Row(graph, x.Type, affine.Offset)), Row(graph, x.Type, affine.Scale)),
        Scaler.LogNormalCdf cdf => LogNormalCdf(graph, cdf, x),
        _ => throw new ArgumentOutOfRangeException(nameof(scaler), scaler, "unknown scaler"),
    };

    /// <summary>The scaler of two blocks side by side, where theirs are of one kind.</summary>
    public static bool TryJoin(Scaler? first, Scaler? second, out Scaler? joined)
    {
        joined = (first, second) switch
        {
            (Scaler.Affine a, Scaler.Affine b) when a.Offset.Length == 0 == (b.Offset.Length == 0) =>
                new Scaler.Affine([.. a.Offset, .. b.Offset], [.. a.Scale, .. b.Scale]),
            (Scaler.LogNormalCdf a, Scaler.LogNormalCdf b) => new Scaler.LogNormalCdf([.. a.Mean, .. b.Mean], [.. a.Deviation, .. b.Deviation]),
            _ => null,
        };
        return joined is not null || (first is null && second is null);
    }

    /// <summary>A constant [1, columns] of a type.</summary>
    public static OnnxValue Row(GraphWriter graph, DataType type, double[] values) => type == DataType.Double
        ? graph.Constant<double>(values, 1, values.Length)
        : graph.Constant<float>(Array.ConvertAll(values, value => (float)value), 1, values.Length);

    private static OnnxValue LogNormalCdf(GraphWriter graph, Scaler.LogNormalCdf cdf, OnnxValue x)
    {
        var type = x.Type;
        // The block's own type up to here, then float64.
        var logarithm = graph.Cast(graph.Log(graph.Cast(x, DataType.Double)), type);
        var z = graph.Div(graph.Sub(logarithm, Row(graph, type, cdf.Mean)), Row(graph, type, cdf.Deviation));
        var half = graph.Div(graph.Mul(z, z), Number(graph, type, 2));
        var ah = graph.Mul(type == DataType.Double ? graph.Scalar(0.147) : graph.Scalar(0.147f), half);
        var minus = graph.Cast(graph.Mul(half, Number(graph, type, -1)), DataType.Double);
        var above = graph.Mul(minus, graph.Add(graph.Scalar(4 / Math.PI), graph.Cast(ah, DataType.Double)));
        var exponent = graph.Div(above, graph.Cast(graph.Add(Number(graph, type, 1), ah), DataType.Double));
        var root = graph.Sqrt(graph.Sub(graph.Scalar(1.0), graph.Exp(exponent)));
        var side = graph.Mul(graph.Scalar(0.5), graph.Sign(graph.Cast(z, DataType.Double)));
        var value = graph.Cast(graph.Add(graph.Scalar(0.5), graph.Mul(side, root)), type);
        return graph.Where(Undefined(graph, cdf, logarithm), Number(graph, type, 0), value);
    }

    /// <summary>Where ln x is not finite or the column was constant.</summary>
    private static OnnxValue Undefined(GraphWriter graph, Scaler.LogNormalCdf cdf, OnnxValue logarithm)
    {
        var constant = Array.ConvertAll(cdf.Deviation, deviation =>
            logarithm.Type == DataType.Double ? deviation <= double.Epsilon : (float)deviation <= float.Epsilon);
        var undefined = graph.Or(graph.IsNaN(logarithm), graph.IsInf(logarithm));
        return constant.Any(slot => slot) ? graph.Or(undefined, graph.Constant<bool>(constant, 1, constant.Length)) : undefined;
    }

    /// <summary>One of two numbers of a type.</summary>
    public static OnnxValue Choose(GraphWriter graph, OnnxValue condition, DataType type, int yes, int no) =>
        graph.Where(condition, Number(graph, type, yes), Number(graph, type, no));

    private static OnnxValue Number(GraphWriter graph, DataType type, int value) =>
        type == DataType.Double ? graph.Scalar((double)value) : graph.Scalar((float)value);
}

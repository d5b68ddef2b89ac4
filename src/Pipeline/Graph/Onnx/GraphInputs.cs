using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>What a graph works on, in the columns of an <see cref="InputShape"/>; each null where it would have no column.</summary>
/// <param name="Single">[N, columns] float32.</param>
/// <param name="Double">[N, columns] float64.</param>
/// <param name="Categories">[N, columns] int32: numbers of categories.</param>
internal sealed record GraphInputs(OnnxValue? Single, OnnxValue? Double, OnnxValue? Categories)
{
    /// <summary>Inputs that are these tensors themselves, as this program's own sessions fill them.</summary>
    public static GraphInputs Tensors(GraphWriter graph, InputShape shape) => new(
        shape.Single == 0 ? null : graph.Input(InputShape.SingleName, DataType.Float, shape.Single),
        shape.Double == 0 ? null : graph.Input(InputShape.DoubleName, DataType.Double, shape.Double),
        shape.Categories == 0 ? null : graph.Input(InputShape.CategoriesName, DataType.Int32, shape.Categories));
}

using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>A tensor that flows through an ONNX graph: an input, a constant or what a node gives.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Shape">Its sizes, <see cref="Shapes.Rows"/> for the rows of a batch.</param>
internal readonly record struct OnnxValue(string Name, DataType Type, int[] Shape);

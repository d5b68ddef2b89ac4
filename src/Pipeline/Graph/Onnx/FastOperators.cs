using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>The operators that a fast graph may hold beside those of <see cref="ExactOperators"/>: their order is the library's.</summary>
internal static class FastOperators
{
    /// <summary>Whether a fast graph may hold an operator whose data is of a type.</summary>
    public static bool Allow(string op, DataType type) => op is "Gemm" or "MatMul" or "CumSum" && type == DataType.Float;
}

using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>
/// The operators of core ai.onnx that an exact graph may hold: each is one IEEE 754 operation an element, or moves data; nothing
/// whose order of operations or last bit is a library's choice (MatMul, ReduceSum, Softmax, Exp), but for CumSum inside a
/// <see cref="CheckedScan"/>. The types are those for which
/// ONNX Runtime's CUDA provider has a kernel at this opset, so that no node of such a graph ever leaves the device.
/// </summary>
internal static class ExactOperators
{
    /// <summary>Version of the operator set.</summary>
    public const int Opset = 21;

    /// <summary>Version of the format, that which came with the operator set.</summary>
    public const int IrVersion = 10;

    /// <summary>
    /// Most pieces of a Split, all of one size, and most parts of a Concat: their addresses are arguments of ONNX Runtime's CUDA
    /// kernels. What is more, or of several sizes, goes through tables that are copied to the device at each run, from memory that
    /// is somebody else's by the time a captured graph runs again.
    /// </summary>
    public const int MostParts = 32;

    private static readonly DataType[] floats = [DataType.Float, DataType.Double];
    private static readonly DataType[] numbers = [DataType.Float, DataType.Double, DataType.Int32, DataType.Int64];
    private static readonly DataType[] all = [.. numbers, DataType.Bool];

    private static readonly Dictionary<string, DataType[]> types = new(StringComparer.Ordinal)
    {
        ["Add"] = numbers,
        ["Sub"] = numbers,
        ["Mul"] = numbers,
        ["Div"] = floats,
        ["Sqrt"] = floats,
        ["Round"] = floats,
        ["Sign"] = floats,
        ["IsNaN"] = floats,
        ["IsInf"] = floats,
        ["Less"] = numbers,
        ["LessOrEqual"] = numbers,
        ["Greater"] = numbers,
        ["GreaterOrEqual"] = numbers,
        ["Equal"] = all,
        ["And"] = [DataType.Bool],
        ["Or"] = [DataType.Bool],
        ["Not"] = [DataType.Bool],
        // Not for bool: that kernel is missing everywhere.
        ["Where"] = numbers,
        ["Cast"] = all,
        // Its order is the library's, so what it gives is but a guess, which a checked scan holds to single additions.
        ["CumSum"] = [DataType.Double],
        ["Identity"] = all,
        ["Gather"] = all,
        ["GatherElements"] = all,
        ["Concat"] = all,
        ["Slice"] = all,
        ["Split"] = all,
        ["Reshape"] = all,
        ["Unsqueeze"] = all,
    };

    /// <summary>The names of all operators, in ordinal order.</summary>
    public static IEnumerable<string> Names => types.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether an exact graph may hold an operator whose data is of a type.</summary>
    public static bool Allow(string op, DataType type) => types.TryGetValue(op, out var allowed) && allowed.Contains(type);
}

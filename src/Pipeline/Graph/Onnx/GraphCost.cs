using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>What a graph costs on a device.</summary>
/// <param name="Kernels">Nodes that are computed for each batch: not those of constants alone, and not those that hand on an address.</param>
/// <param name="BytesARow">What they read and write for a row; constants are the same for all rows and not counted.</param>
/// <param name="LargestRow">Most elements that a tensor has for a row.</param>
internal readonly record struct GraphCost(int Kernels, long BytesARow, long LargestRow)
{
    // They hand on an address.
    private static readonly string[] still = ["Reshape", "Unsqueeze", "Identity"];

    // They read what they write, whatever the size of that from which they take it, and the places where it is.
    private static readonly string[] taking = ["Gather", "GatherElements", "Slice"];

    /// <summary>The cost with an input more, which a tensor is too.</summary>
    public GraphCost With(OnnxValue input) => this with { LargestRow = Math.Max(LargestRow, Shapes.ElementsARow(input.Shape)) };

    /// <summary>The cost with a node more.</summary>
    /// <param name="op">Its operator.</param>
    /// <param name="inputs">What it takes.</param>
    /// <param name="outputs">What it gives.</param>
    public GraphCost With(string op, ReadOnlySpan<OnnxValue> inputs, ReadOnlySpan<OnnxValue> outputs)
    {
        if (still.Contains(op) || !Shapes.HasRows(outputs[0].Shape))
            return this;
        var (written, read) = (0L, 0L);
        foreach (var output in outputs)
            written += Bytes(output);
        if (taking.Contains(op))
            read = written + (inputs.Length > 1 ? Bytes(inputs[1]) : 0);
        else
            foreach (var input in inputs)
                read += Bytes(input);
        // ONNX Runtime first fills what Gemm gives with what it adds to.
        return new GraphCost(Kernels + (op == "Gemm" ? 2 : 1), BytesARow + written + read, Math.Max(LargestRow, Shapes.ElementsARow(outputs[0].Shape)));
    }

    private static long Bytes(OnnxValue value) => !Shapes.HasRows(value.Shape) ? 0 : Shapes.ElementsARow(value.Shape) * value.Type switch
    {
        DataType.Bool => 1,
        DataType.Float or DataType.Int32 => 4,
        _ => 8,
    };
}

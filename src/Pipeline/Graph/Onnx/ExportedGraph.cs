namespace Pipeline.Graph.Onnx;

/// <summary>An ONNX file that needs nothing beside it, and what is in it.</summary>
/// <param name="Bytes">The file's content.</param>
/// <param name="Inputs">Its inputs, in order.</param>
/// <param name="Outputs">Its outputs, in order.</param>
/// <param name="Nodes">Number of its nodes.</param>
/// <param name="Metadata">What it says of itself.</param>
internal sealed record ExportedGraph(
    byte[] Bytes, IReadOnlyList<NamedTensor> Inputs, IReadOnlyList<NamedTensor> Outputs, int Nodes, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Version of the core operator set.</summary>
    public const int Opset = ExactOperators.Opset;

    /// <summary>Version of the format.</summary>
    public const int IrVersion = ExactOperators.IrVersion;
}

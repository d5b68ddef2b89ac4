namespace Pipeline.Graph.Onnx;

/// <summary>An input or output of an exported graph, [N, columns].</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its elements: float32, float64 or string.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record NamedTensor(string Name, string Type, int Columns)
{
    /// <summary>«name type [N, columns]».</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} {Type} [{OnnxCompiler.Rows}, {Columns}]");
}

namespace Pipeline.Graph.Foreign;

/// <summary>What came of compiling a foreign model.</summary>
/// <param name="Network">The model as a graph; null where it cannot be one.</param>
/// <param name="Reasons">Why it cannot: it runs in ONNX Runtime as it is.</param>
internal sealed record ForeignCompilation(ForeignNetwork? Network, IReadOnlyList<ForeignFinding> Reasons);

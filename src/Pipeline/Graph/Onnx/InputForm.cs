namespace Pipeline.Graph.Onnx;

/// <summary>How an exported graph takes a row.</summary>
internal enum InputForm
{
    /// <summary>One float32 tensor, <c>features</c>, [N, columns]: the model's numeric columns in its order.</summary>
    Features,

    /// <summary>One tensor a column, [N, 1], by its name: float32 or float64 for a numeric one, texts for a categorical one.</summary>
    Columns,
}

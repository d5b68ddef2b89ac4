namespace Pipeline.Benchmarks;

/// <summary>What predicts in a Python peer; Polars reads and writes.</summary>
internal enum Predictor
{
    /// <summary>ONNX Runtime, with our logistic regression.</summary>
    OnnxRuntime,

    /// <summary>YDF, with trees that it trained on the same rows.</summary>
    Ydf,
}

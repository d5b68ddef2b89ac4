namespace Pipeline.Graph.Onnx;

/// <summary>What a graph gives.</summary>
/// <param name="Score">[N, width] float32.</param>
/// <param name="Probability">[N, width] float32; null for regression.</param>
/// <param name="Class">[N, 1] int64, the number of the predicted class; null for regression.</param>
/// <param name="Width">Scores a row: one a class for multiclass, else 1.</param>
internal sealed record GraphOutputs(OnnxValue Score, OnnxValue? Probability, OnnxValue? Class, int Width);

namespace Pipeline.Training.Network;

/// <summary>A table with a learned vector for each category of a column.</summary>
/// <param name="Rows">How many categories there are; codes are from [0, rows).</param>
/// <param name="Width">Length of a vector.</param>
internal sealed record EmbeddingPlan(int Rows, int Width);

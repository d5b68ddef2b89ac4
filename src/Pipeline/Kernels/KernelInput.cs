using Pipeline.Model;

namespace Pipeline.Kernels;

/// <summary>A batch of rows as kernels take it.</summary>
/// <param name="Numbers">[numeric columns][rows]: float64; Single columns hold float32 values; NaN where missing.</param>
/// <param name="Categories">[categorical columns][rows]: number of the category in the vocabulary, or a <see cref="CategoryNumber"/>.</param>
/// <param name="Rows">Number of rows.</param>
internal sealed record KernelInput(double[][] Numbers, int[][] Categories, int Rows);

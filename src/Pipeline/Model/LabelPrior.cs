namespace Pipeline.Model;

/// <summary>
/// What the training rows say of the label alone: all that the trivial model knows, which predicts the commonest class
/// (with these shares as its probabilities) or the mean, whatever the row.
/// </summary>
/// <param name="ClassShares">[K] weighted share of each class among the training rows; empty for regression.</param>
/// <param name="Mean">Weighted mean of the target among the training rows; 0 for classes.</param>
internal sealed record LabelPrior(IReadOnlyList<double> ClassShares, double Mean);

namespace Pipeline.Artifacts;

/// <summary>How far fast precision is from exact, measured on the held-out rows.</summary>
/// <param name="Bound">How far its sums may be, as a sentence.</param>
/// <param name="LargestScore">The largest difference of a score, in its own unit.</param>
/// <param name="LargestProbability">The largest difference of a probability; 0 for regression.</param>
/// <param name="LabelsDiffering">Rows for which another class is predicted.</param>
internal sealed record FastDifference(string Bound, double LargestScore, double LargestProbability, int LabelsDiffering);

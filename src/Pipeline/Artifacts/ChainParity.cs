namespace Pipeline.Artifacts;

/// <summary>
/// How the scores of the compiled graph, which are those that were measured and ship, compare with those of ML.NET's own Transform
/// of the same rows. Trees, additive models and naive Bayes agree bit for bit (but for the last bit of an exponential). ML.NET sums
/// a linear model's products in float32, in an order that depends on the processor's vector width, so that there a bound takes the
/// place of bits.
/// </summary>
/// <param name="Rows">Rows compared: the held-out ones.</param>
/// <param name="BoundUlps">
/// How far the sums of linear models may differ, in ulps (2⁻²³) of the sizes of their terms, |bias| + Σ|weight·feature|: half of the
/// number of terms and four. 0 without a linear model.
/// </param>
/// <param name="LargestShare">The most of its bound that a score uses, 0 to 1.</param>
/// <param name="LargestDifference">The largest difference of a score, in its own unit.</param>
/// <param name="ScoresDiffering">Scores whose bits differ.</param>
/// <param name="LabelsDiffering">Rows for which another class is predicted.</param>
internal sealed record ChainParity(
    int Rows, double BoundUlps, double LargestShare, double LargestDifference, int ScoresDiffering, int LabelsDiffering);

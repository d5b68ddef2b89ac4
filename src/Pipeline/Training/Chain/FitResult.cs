using Pipeline.Model;

namespace Pipeline.Training.Chain;

/// <summary>A fitted chain and what the training rows say.</summary>
/// <param name="Model">The chain; for binary with a threshold of 0.5 on the probability until it is decided.</param>
/// <param name="Statistics">Statistics of the feature columns over the training rows.</param>
/// <param name="Prior">What the training rows say of the label alone.</param>
/// <param name="Decide">Binary: the same chain with another threshold on the probability; null for other tasks.</param>
internal sealed record FitResult(FittedModel Model, ColumnStatistics Statistics, LabelPrior Prior, Func<double, FittedModel>? Decide)
{
    /// <summary>Binary: from a raw score to its probability; null for other tasks.</summary>
    public Func<float, float>? Calibrate { get; init; }

    /// <summary>In how many portions sums over the rows were taken, which the model depends on; null where its trainer takes none.</summary>
    public int? Portions { get; init; }

    /// <summary>The target of a regression, where it is the same in every training row; else null.</summary>
    public double? ConstantTarget { get; init; }
}

using Microsoft.ML;
using Microsoft.ML.Transforms;
using Pipeline.Configuration.Records;

namespace Pipeline.Training.Chain;

/// <summary>The normalizer of a config as an ML.NET estimator, over a vector of Single or Double.</summary>
internal static class Normalizers
{
    /// <summary>
    /// All training rows are used (ML.NET stops at 1e9). NormalizeLogMeanVariance keeps its default useCdf: with useCdf: false
    /// ML.NET 5.0.1 applies the mean of the logarithms to the plain values.
    /// </summary>
    /// <param name="ml">ML.NET.</param>
    /// <param name="config">Which normalizer.</param>
    /// <param name="column">The vector.</param>
    /// <param name="weighted">Whether the rows have weights.</param>
    public static IEstimator<ITransformer>? Create(MLContext ml, NormalizeConfig config, string column, bool weighted)
    {
        if (Estimator(ml, config, column) is not { } estimator)
            return null;
        if (weighted)
            return new WeightedlyFitted(ml, column, config.Method, estimator);
        return config.Method == NormalizeMethod.RobustScaling ? new DenselyFitted(ml, column, estimator) : estimator;
    }

    private static NormalizingEstimator? Estimator(MLContext ml, NormalizeConfig config, string column) => config.Method switch
    {
        NormalizeMethod.MeanVariance => ml.Transforms.NormalizeMeanVariance(column, fixZero: config.FixZero, useCdf: false),
        NormalizeMethod.MinMax => ml.Transforms.NormalizeMinMax(column, fixZero: config.FixZero),
        NormalizeMethod.RobustScaling => ml.Transforms.NormalizeRobustScaling(column, centerData: config.CenterData,
            quantileMin: (uint)config.QuantileMin, quantileMax: (uint)config.QuantileMax),
        NormalizeMethod.LogMeanVariance => ml.Transforms.NormalizeLogMeanVariance(column),
        NormalizeMethod.None => null,
        _ => throw new ArgumentOutOfRangeException(nameof(config), config.Method, "unknown normalizer"),
    };
}

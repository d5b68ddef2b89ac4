using Microsoft.ML;
using Pipeline.Configuration;

namespace Pipeline.Training;

/// <summary>The normalizer of a config as an ML.NET estimator, over a vector of Single or Double.</summary>
internal static class Normalizers
{
    /// <summary>
    /// All training rows are used (ML.NET stops at 1e9). NormalizeLogMeanVariance keeps its default useCdf: with useCdf: false
    /// ML.NET 5.0.1 applies the mean of the logarithms to the plain values.
    /// </summary>
    public static IEstimator<ITransformer>? Create(MLContext ml, NormalizeConfig config, string column) => config.Method switch
    {
        NormalizeMethod.MeanVariance => ml.Transforms.NormalizeMeanVariance(column, fixZero: config.FixZero, useCdf: false),
        NormalizeMethod.MinMax => ml.Transforms.NormalizeMinMax(column, fixZero: config.FixZero),
        NormalizeMethod.RobustScaling => new DenselyFitted(ml, column, ml.Transforms.NormalizeRobustScaling(column, centerData: config.CenterData,
            quantileMin: (uint)config.QuantileMin, quantileMax: (uint)config.QuantileMax)),
        NormalizeMethod.LogMeanVariance => ml.Transforms.NormalizeLogMeanVariance(column),
        NormalizeMethod.None => null,
        _ => throw new ArgumentOutOfRangeException(nameof(config), config.Method, "unknown normalizer"),
    };
}

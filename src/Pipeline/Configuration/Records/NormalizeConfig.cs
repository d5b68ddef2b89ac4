using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pipeline.Configuration.Records;

/// <summary>ML.NET's normalizers.</summary>
internal enum NormalizeMethod
{
    /// <summary>(x − mean) / standard deviation of the population.</summary>
    MeanVariance,

    /// <summary>(x − min) / (max − min).</summary>
    MinMax,

    /// <summary>(x − median) / (quantileMax − quantileMin).</summary>
    RobustScaling,

    /// <summary>The normal distribution function of (ln x − mean of ln x) / its standard deviation.</summary>
    LogMeanVariance,

    /// <summary>No scaling.</summary>
    None,
}

/// <summary>What is scaled.</summary>
internal enum NormalizeScope
{
    /// <summary>The numeric columns.</summary>
    Numeric,

    /// <summary>The whole feature vector, indicators and categories included.</summary>
    Features,
}

[Description("How features are scaled; fitted on the training rows.")]
internal sealed record NormalizeConfig
{
    [Description("ML.NET's normalizer. logMeanVariance takes logarithms: all values of 0 and below become 0.")]
    public NormalizeMethod Method { get; init; } = NormalizeMethod.MeanVariance;

    [Description("numeric: the numeric columns; features: the whole feature vector.")]
    [When("with a method other than none")]
    public NormalizeScope Scope { get; init; } = NormalizeScope.Numeric;

    /// <summary>ML.NET's option: whether 0 stays 0, that is, nothing is centred.</summary>
    [Description("Keep 0 at 0, that is, do not centre. ML.NET's own default is true; here it is false.")]
    [When("with method meanVariance or minMax")]
    public bool FixZero { get; init; }

    [Description("Subtract the median.")]
    [When("with method robustScaling")]
    public bool CenterData { get; init; } = true;

    [Description("Lower quantile in percent; below quantileMax.")]
    [When("with method robustScaling")]
    [Range(0, 100)]
    public int QuantileMin { get; init; } = 25;

    [Description("Upper quantile in percent.")]
    [When("with method robustScaling")]
    [Range(0, 100)]
    public int QuantileMax { get; init; } = 75;
}

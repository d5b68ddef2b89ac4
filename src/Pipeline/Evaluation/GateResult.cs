using Pipeline.Model;

namespace Pipeline.Evaluation;

/// <summary>What a gate limits.</summary>
internal enum GateKind
{
    /// <summary>The figure must not be below the limit.</summary>
    Minimum,

    /// <summary>The figure must not be above the limit.</summary>
    Maximum,

    /// <summary>The figure must be better than the baseline's by the limit, in the metric's unit.</summary>
    MinimumImprovement,

    /// <summary>The figure must be better than the baseline's by the limit times the baseline's absolute value.</summary>
    MinimumRelativeImprovement,
}

/// <summary>How one limit of one gate came out.</summary>
/// <param name="Where">JSON path of the limit in the config.</param>
/// <param name="Metric">The metric's name in <see cref="MetricCatalog"/>.</param>
/// <param name="Kind">What is limited.</param>
/// <param name="Limit">The limit, in the metric's unit; a share for relative improvement.</param>
/// <param name="Figure">The model's figure, or null where it is undefined, which fails.</param>
/// <param name="Baseline">The baseline's figure, or null where none is compared with or it is undefined (which fails).</param>
/// <param name="Passed">True where the limit is kept.</param>
internal sealed record GateResult(
    string Where, string Metric, GateKind Kind, double Limit, double? Figure, double? Baseline, bool Passed)
{
    /// <summary>True where the limit passed because there is no baseline yet, which the config allows.</summary>
    public bool HasNoBaseline { get; init; }

    /// <summary>True where the limit is on the change against the baseline.</summary>
    public bool ComparesWithBaseline => Kind is GateKind.MinimumImprovement or GateKind.MinimumRelativeImprovement;
}

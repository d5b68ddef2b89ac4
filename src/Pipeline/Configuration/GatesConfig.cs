using System.ComponentModel;

namespace Pipeline.Configuration;

/// <summary>Which figures let the run pass.</summary>
[Description("Figures that the held-out rows must reach.")]
public sealed record GatesConfig
{
    /// <summary>A model zip or a metrics file to compare with, or null.</summary>
    [Description("A model zip or metrics.json to compare with; needed by the improvement limits.")]
    public string? Baseline { get; init; }

    /// <summary>The limits.</summary>
    [Description("The limits, one object a metric.")]
    public IReadOnlyList<GateConfig> Metrics { get; init; } = [];
}

/// <summary>The limits on one metric.</summary>
[Description("The limits on one metric; at least one limit.")]
public sealed record GateConfig
{
    /// <summary>The metric.</summary>
    [Description("Name of the metric, as in metrics.json.")]
    public required string Metric { get; init; }

    /// <summary>The figure must not be below.</summary>
    [Description("The figure must not be below this.")]
    public double? Minimum { get; init; }

    /// <summary>The figure must not be above.</summary>
    [Description("The figure must not be above this.")]
    public double? Maximum { get; init; }

    /// <summary>How much better than the baseline, in the metric's unit; negative allows it to be worse.</summary>
    [Description("How much better than the baseline it must be, in the metric's unit and in its better direction; a negative number allows it to be worse.")]
    public double? MinimumImprovement { get; init; }

    /// <summary>The same as a share of the baseline's absolute value.</summary>
    [Description("The same as a share of the baseline's absolute value.")]
    public double? MinimumRelativeImprovement { get; init; }
}

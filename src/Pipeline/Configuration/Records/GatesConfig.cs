using System.ComponentModel;

namespace Pipeline.Configuration.Records;

[Description("Figures that the held-out rows must reach.")]
internal sealed record GatesConfig
{
    /// <summary>What to compare with, or null.</summary>
    [Description("A model to compare with; needed by the improvement limits.")]
    public BaselineConfig? Baseline { get; init; }

    [Description("The limits, one object a metric.")]
    public IReadOnlyList<GateConfig> Metrics { get; init; } = [];
}

/// <summary>What becomes of a run whose baseline is not there.</summary>
internal enum MissingBaseline
{
    /// <summary>It fails.</summary>
    Fail,

    /// <summary>It passes, as on the first night.</summary>
    Pass,
}

[Description("The model that a run is compared with. Its target and its held-out rows must be those of the run, unless it is rescored.")]
[ShortForm(nameof(Zip))]
internal sealed record BaselineConfig
{
    [Description("The model zip, or the metrics.json of a run, relative to the config file.")]
    public required string Zip { get; init; }

    /// <summary>Whether it is a zip, rather than a file of figures.</summary>
    internal bool IsZip => Zip.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    [Description("Whether the baseline is scored again, on those of this run's held-out rows that it was not trained on; the run's own figure "
        + "is then taken of the same rows. Needs a zip.")]
    public bool Rescore { get; init; }

    [Description("What becomes of the improvement limits where there is no such file: fail, or pass as on the first night.")]
    public MissingBaseline IfMissing { get; init; } = MissingBaseline.Fail;
}

[Description("The limits on one metric; at least one limit.")]
internal sealed record GateConfig
{
    [Description("Name of the metric, as in metrics.json.")]
    public required string Metric { get; init; }

    [Description("The figure must not be below this.")]
    public double? Minimum { get; init; }

    [Description("The figure must not be above this.")]
    public double? Maximum { get; init; }

    /// <summary>How much better than the baseline, in the metric's unit; negative allows it to be worse.</summary>
    [Description("How much better than the baseline it must be, in the metric's unit and in its better direction; a negative number allows it to be worse.")]
    public double? MinimumImprovement { get; init; }

    [Description("The same as a share of the baseline's absolute value.")]
    public double? MinimumRelativeImprovement { get; init; }
}

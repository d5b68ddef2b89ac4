using System.ComponentModel;

namespace Pipeline.Configuration;

/// <summary>How the threshold is found.</summary>
public enum ThresholdKind
{
    /// <summary>Stated.</summary>
    Fixed,

    /// <summary>The highest F1 on the training rows.</summary>
    F1,

    /// <summary>The highest recall + specificity − 1 on the training rows (Youden 1950).</summary>
    Youden,

    /// <summary>The highest recall on the training rows with at least a stated precision.</summary>
    Precision,

    /// <summary>The highest precision on the training rows with at least a stated recall.</summary>
    Recall,
}

/// <summary>The rule for the threshold. A row is positive where its probability is at least the threshold.</summary>
/// <param name="Kind">How it is found.</param>
/// <param name="Value">The threshold, precision or recall that is stated; 0 otherwise.</param>
public sealed record ThresholdRule(ThresholdKind Kind, double Value);

/// <summary>From probability to decision.</summary>
[Description("From probability to decision.")]
public sealed record ScoringConfig
{
    /// <summary>The rule for the threshold.</summary>
    [Description("The probability from which a row is predicted positive: a number, or chosen on the training rows: \"f1\", \"youden\", {\"precision\": p} or {\"recall\": r}.")]
    public ThresholdRule Threshold { get; init; } = new(ThresholdKind.Fixed, 0.5);
}

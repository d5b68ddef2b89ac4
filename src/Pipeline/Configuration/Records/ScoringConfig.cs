using System.ComponentModel;
using System.Globalization;
using Pipeline.Model;

namespace Pipeline.Configuration.Records;

/// <summary>How the threshold is found.</summary>
internal enum ThresholdKind
{
    /// <summary>Stated.</summary>
    Fixed,

    /// <summary>The highest F1.</summary>
    F1,

    /// <summary>The highest recall + specificity − 1 (Youden 1950).</summary>
    Youden,

    /// <summary>The highest recall with at least a stated precision.</summary>
    Precision,

    /// <summary>The highest precision with at least a stated recall.</summary>
    Recall,
}

/// <summary>The rule for the threshold. A row is positive where its probability is at least the threshold.</summary>
/// <param name="Kind">How it is found.</param>
/// <param name="Value">The threshold, precision or recall that is stated; 0 otherwise.</param>
internal sealed record ThresholdRule(ThresholdKind Kind, double Value)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var (name, value) = (CamelCase.Of(Kind), Value.ToString(CultureInfo.InvariantCulture));
        return Kind switch
        {
            ThresholdKind.Fixed => value,
            ThresholdKind.F1 or ThresholdKind.Youden => name,
            _ => $"{name} {value}",
        };
    }
}

[Description("From probability to decision.")]
internal sealed record ScoringConfig
{
    [Description("The probability from which a row is predicted positive: a number, or chosen by a rule on rows that the model has not learnt "
        + "(see fitOn): \"f1\", \"youden\", {\"precision\": p} or {\"recall\": r}.")]
    public ThresholdRule Threshold { get; init; } = new(ThresholdKind.Fixed, 0.5);

    [Description("Of which rows the scores are that the threshold's rule and a fitted calibrator see. outOfFold: the training rows, each scored "
        + "by a chain fitted without it (five folds over the split's own key, the whole chain in each); validation: the validation rows; "
        + "training: the training rows, scored by the model that has learnt them, which flatters it.")]
    [When("for a binary model whose threshold is a rule or whose trainer has no calibrator of its own")]
    public FitOn FitOn { get; init; } = FitOn.OutOfFold;
}

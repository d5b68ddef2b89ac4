namespace Pipeline.Configuration.Records;

/// <summary>Of which rows the scores are that thresholds and calibrators are fitted on.</summary>
internal enum FitOn
{
    /// <summary>The training rows, each scored by a chain that was fitted without it: five folds, the whole chain in each.</summary>
    OutOfFold,

    /// <summary>The validation rows, which the model has not learnt from.</summary>
    Validation,

    /// <summary>The training rows, scored by the very model that has learnt them.</summary>
    Training,
}

namespace Pipeline.Graph.Foreign;

/// <summary>From the scores of a foreign model to what it gives.</summary>
internal enum ForeignLink
{
    /// <summary>The scores themselves.</summary>
    None,

    /// <summary>1 / (1 + exp(−score)) of each score.</summary>
    Logistic,

    /// <summary>The same, each divided by their sum.</summary>
    LogisticShare,

    /// <summary>Of one score two probabilities: 1 − p, and p = 1 / (1 + exp(−score)).</summary>
    LogisticPair,

    /// <summary>Soft-max over the scores.</summary>
    SoftMax,
}

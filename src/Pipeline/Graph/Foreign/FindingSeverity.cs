namespace Pipeline.Graph.Foreign;

/// <summary>What follows from a finding about a foreign model.</summary>
internal enum FindingSeverity
{
    /// <summary>It is said, and the model is used.</summary>
    Warn,

    /// <summary>The model is not used.</summary>
    Refuse,
}

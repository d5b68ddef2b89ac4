namespace Pipeline.Graph.Foreign;

/// <summary>What a tensor holds, as far as rows go.</summary>
internal enum TensorKind
{
    /// <summary>The same for all rows.</summary>
    Fixed,

    /// <summary>One entry a row along an axis, each made of its row alone.</summary>
    Batched,

    /// <summary>Dimensions of a tensor, the number of rows maybe among them.</summary>
    Sizes,

    /// <summary>Made of several rows.</summary>
    Mixed,

    /// <summary>Not known.</summary>
    Unknown,
}

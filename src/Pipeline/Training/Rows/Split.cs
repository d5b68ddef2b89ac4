namespace Pipeline.Training.Rows;

/// <summary>Which rows are trained on and which are held out.</summary>
/// <param name="Train">Row numbers, ascending.</param>
/// <param name="Test">Row numbers, ascending.</param>
/// <param name="Facts">What is known of the two sides; worked out while a model is fitted on one of them.</param>
internal sealed record Split(int[] Train, int[] Test, Task<SplitFacts> Facts)
{
    /// <summary>Which rows lie on which side; see <see cref="SplitDigests.OfSides"/>.</summary>
    public string Digest => Known(CancellationToken.None).Digest;

    /// <summary>Which rows, with which truth, are held out; see <see cref="SplitDigests.OfHeldOut"/>.</summary>
    public string HeldOutDigest => Known(CancellationToken.None).HeldOutDigest;

    /// <summary>What the two sides have in common.</summary>
    public SplitOverlap Overlap => Known(CancellationToken.None).Overlap;

    /// <summary>Rows that the model may look at while it is trained, but learns nothing from, ascending.</summary>
    public int[] Validation { get; init; } = [];

    /// <summary>Rows on no side: those in the gap of a split by time.</summary>
    public long LeftOut { get; init; }

    /// <summary>Those facts, waited for: an interrupted run leaves them behind.</summary>
    /// <exception cref="OperationCanceledException">The run was interrupted.</exception>
    public SplitFacts Known(CancellationToken cancel) => Facts.WaitAsync(cancel).GetAwaiter().GetResult();
}

/// <summary>What is known of the two sides of a split.</summary>
/// <param name="Digest">Which rows lie on which side; see <see cref="SplitDigests.OfSides"/>.</param>
/// <param name="HeldOutDigest">Which rows, with which truth, are held out; see <see cref="SplitDigests.OfHeldOut"/>.</param>
/// <param name="Overlap">What the two sides have in common.</param>
internal sealed record SplitFacts(string Digest, string HeldOutDigest, SplitOverlap Overlap);

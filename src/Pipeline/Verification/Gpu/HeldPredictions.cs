namespace Pipeline.Verification.Gpu;

/// <summary>How predictions came out beside what they have to be.</summary>
/// <param name="Wrong">In exact precision, values that are not the processor's bits; in fast, scores beyond the bound of their row.</param>
/// <param name="Unfounded">In fast precision, probabilities and classes that do not follow from their row's scores.</param>
/// <param name="LargestShare">In fast precision, the largest share of its bound that a score within it took; null in exact.</param>
internal sealed record HeldPredictions(long Wrong, long Unfounded, double? LargestShare)
{
    public bool Passed => Wrong == 0 && Unfounded == 0;
}

namespace Pipeline.Training.Network;

/// <summary>
/// What a training makes small. The loss of a batch is Σ wᵢ·lossᵢ / Σ wᵢ over its rows with sample weights w (1 where there are none). z is
/// what the network gives.
/// </summary>
internal abstract record LossPlan
{
    private LossPlan()
    {
    }

    /// <summary>
    /// Binary cross-entropy of a logit: P·y·softplus(−z) + (1 − y)·softplus(z), softplus(z) = max(z, 0) + ln(1 + e^−|z|). P is not in the
    /// divisor. Gradient: (1 − y)·σ(z) − P·y·σ(−z).
    /// </summary>
    /// <param name="PositiveWeight">P, of the rows with y = 1.</param>
    public sealed record BinaryCrossEntropy(double PositiveWeight = 1) : LossPlan;

    /// <summary>
    /// Cross-entropy of the soft-max over K classes: with c the row's class, v the class weights and s the smoothing,
    /// Σ_k v_k·q_k·(−ln p_k), q_k = (1 − s)·[k = c] + s/K. v_c is in the divisor, with the sample weight: Σ wᵢ·v_cᵢ.
    /// </summary>
    /// <param name="ClassWeights">[K]; null for ones.</param>
    /// <param name="LabelSmoothing">s, from [0, 1].</param>
    public sealed record CrossEntropy(IReadOnlyList<double>? ClassWeights = null, double LabelSmoothing = 0) : LossPlan;

    /// <summary>(z − y)².</summary>
    public sealed record SquaredError : LossPlan;

    /// <summary>With r = z − y (Huber 1964): r²/2 where |r| is at most δ, else δ·(|r| − δ/2).</summary>
    /// <param name="Delta">δ, above 0.</param>
    public sealed record Huber(double Delta = 1) : LossPlan;
}

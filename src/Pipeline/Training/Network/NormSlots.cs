namespace Pipeline.Training.Network;

/// <summary>The tensors of a norm, [features] each.</summary>
/// <param name="Weight">What the normal value is multiplied by; 1 at first.</param>
/// <param name="Bias">What is added then; 0 at first.</param>
/// <param name="RunningMean">Of a batch normalisation; 0 at first.</param>
/// <param name="RunningVariance">Of a batch normalisation; 1 at first.</param>
internal sealed record NormSlots(ParameterSlot Weight, ParameterSlot Bias, ParameterSlot? RunningMean = null, ParameterSlot? RunningVariance = null)
{
    /// <summary>Those of a layer.</summary>
    public static NormSlots Of(NetworkLayout layout, int layer) => new(layout.Find(layer, "weight")!, layout.Find(layer, "bias")!,
        layout.Find(layer, "running_mean"), layout.Find(layer, "running_var"));
}

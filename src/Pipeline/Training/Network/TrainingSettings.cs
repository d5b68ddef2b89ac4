namespace Pipeline.Training.Network;

/// <summary>How a network is trained.</summary>
/// <param name="Loss">What is made small.</param>
/// <param name="Optimizer">How weights follow gradients.</param>
/// <param name="Schedule">How the learning rate moves.</param>
/// <param name="BatchSize">Rows of a batch; the last one of an epoch may be shorter.</param>
/// <param name="Epochs">Most passes over the rows.</param>
/// <param name="Seed">Of all random numbers.</param>
internal sealed record TrainingSettings(LossPlan Loss, OptimizerPlan Optimizer, SchedulePlan Schedule, int BatchSize, int Epochs, ulong Seed)
{
    /// <summary>The largest norm of a gradient; null where it is not clipped.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Null where the training lasts for all epochs.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Standard deviation of the normal noise that the numbers get in training; 0 for none.</summary>
    public double InputNoise { get; init; }

    /// <summary>How the weights begin.</summary>
    public WeightScheme Weights { get; init; }
}

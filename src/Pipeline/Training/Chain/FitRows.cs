namespace Pipeline.Training.Chain;

/// <summary>Raw scores of rows, for a calibrator to be fitted on.</summary>
/// <param name="Rows">Row numbers.</param>
/// <param name="Score">[rows] their scores.</param>
internal sealed record CalibrationScores(int[] Rows, float[] Score);

/// <summary>The rows that a chain is fitted on, by number.</summary>
/// <param name="Train">What it learns from.</param>
internal sealed record FitRows(int[] Train)
{
    /// <summary>What it may look at: for early stopping, or for its calibrator.</summary>
    public int[] Validation { get; init; } = [];

    /// <summary>Whether a calibrator is fitted on the validation rows.</summary>
    public bool CalibrateOnValidation { get; init; }

    /// <summary>Scores of other models, for the calibrator to be fitted on; null where it sees those of this one.</summary>
    public CalibrationScores? Calibration { get; init; }

    /// <summary>Threads that the fit may take; what it comes to is the same for any number.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Is shown the trainer at work, or null.</summary>
    public TrainerWatch? Watch { get; init; }

    /// <summary>Stops the fit where it can be stopped: at every pass over the rows.</summary>
    public CancellationToken Cancel { get; init; }
}

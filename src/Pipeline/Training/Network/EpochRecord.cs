namespace Pipeline.Training.Network;

/// <summary>What is told of an epoch.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="TrainingLoss">The mean over its batches, each in training mode and before its update.</param>
/// <param name="ValidationLoss">Over the validation rows in evaluation mode, after it; NaN where there are none.</param>
/// <param name="LearningRate">Of its last step.</param>
internal readonly record struct EpochRecord(int Epoch, double TrainingLoss, double ValidationLoss, double LearningRate);

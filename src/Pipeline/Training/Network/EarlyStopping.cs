namespace Pipeline.Training.Network;

/// <summary>Ends a training whose loss on the validation rows no longer falls; the weights of the best epoch are then its result.</summary>
/// <param name="Patience">Epochs without a better loss after which it ends; at least 1.</param>
/// <param name="LeastGain">By how much a loss must be lower to be better.</param>
internal sealed record EarlyStopping(int Patience, double LeastGain = 0);

namespace Pipeline.Training.Network;

/// <summary>What random numbers are for: each has a stream of its own. The numbers are part of what a seed means and never change.</summary>
internal enum Purpose
{
    /// <summary>Initial weights.</summary>
    Weights = 1,

    /// <summary>The order of the rows in an epoch.</summary>
    Order = 2,

    /// <summary>What dropout keeps.</summary>
    Dropout = 3,

    /// <summary>Noise on the inputs.</summary>
    Noise = 4,
}

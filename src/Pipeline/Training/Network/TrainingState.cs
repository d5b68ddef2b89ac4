using System.Numerics;

namespace Pipeline.Training.Network;

/// <summary>
/// All that a training is between two steps: whoever has it, the settings and the rows continues to the same bits. The random state is the
/// seed with <see cref="Epoch"/> and <see cref="Step"/>, since random numbers are a function of these; the order of the rows is one of seed and epoch,
/// <see cref="Batch"/> is the place in it.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TrainingState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A state with all arrays at 0.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="moments">Arrays of moments that the optimizer keeps.</param>
    /// <param name="seed">Of all random numbers.</param>
    public TrainingState(NetworkLayout layout, int moments, ulong seed)
    {
        Seed = seed;
        Arrays = new NetworkArrays<T>(layout, layout.NewParameters<T>(), layout.NewBuffers<T>());
        Moments = [.. Enumerable.Range(0, moments).Select(_ => layout.NewParameters<T>())];
        BestParameters = layout.NewParameters<T>();
        BestBuffers = layout.NewBuffers<T>();
    }

    /// <summary>What is trained, in the caller's words: digests of config and rows, which a resumed run compares; may be empty.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Weights and running statistics.</summary>
    public NetworkArrays<T> Arrays { get; }

    /// <summary>The optimizer's moments.</summary>
    public T[][] Moments { get; }

    /// <summary>How many steps the optimizer has taken: Adam's t.</summary>
    public long Updates { get; set; }

    /// <summary>How often the schedule has gone on.</summary>
    public long Advances { get; set; }

    /// <summary>Of all random numbers.</summary>
    public ulong Seed { get; set; }

    /// <summary>How many steps the training has taken; says which random numbers the next one gets.</summary>
    public long Step { get; set; }

    /// <summary>How many epochs are complete; says which order of the rows is under way.</summary>
    public int Epoch { get; set; }

    /// <summary>How many batches of the epoch under way are done.</summary>
    public int Batch { get; set; }

    /// <summary>The losses of the epoch under way.</summary>
    public LossSum EpochLoss { get; set; }

    /// <summary>What was told of each epoch.</summary>
    public List<EpochRecord> History { get; } = [];

    /// <summary>The best epoch so far, from 1; 0 for none.</summary>
    public int BestEpoch { get; set; }

    /// <summary>Its loss on the validation rows.</summary>
    public double BestLoss { get; set; } = double.PositiveInfinity;

    /// <summary>Its weights.</summary>
    public T[] BestParameters { get; }

    /// <summary>Its running statistics.</summary>
    public T[] BestBuffers { get; }

    /// <summary>The state before the first step.</summary>
    public static TrainingState<T> Fresh(NetworkPlan plan, TrainingSettings settings)
    {
        var state = new TrainingState<T>(new NetworkLayout(plan), settings.Optimizer.Moments, settings.Seed);
        InitialWeights.Fill(state.Arrays, settings.Weights, settings.Seed);
        return state;
    }
}

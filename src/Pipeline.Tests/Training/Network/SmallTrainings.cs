using System.Numerics;
using Pipeline.Training.Network;

namespace Pipeline.Tests.Training.Network;

/// <summary>Small tables and networks that have everything: embeddings, norms, dropout, noise, weights, a schedule, early stopping.</summary>
internal static class SmallTrainings
{
    public const int Numbers = 5;

    /// <summary>A network with a norm of each kind, every activation and dropout.</summary>
    public static NetworkPlan Everything(int outputs) => new(Numbers, [new EmbeddingPlan(4, 2), new EmbeddingPlan(3, 1)],
    [
        new LayerPlan.Linear(8, 13, false), new LayerPlan.BatchNorm(13), new LayerPlan.Relu(), new LayerPlan.Dropout(0.3),
        new LayerPlan.Linear(13, 9, true), new LayerPlan.LayerNorm(9), new LayerPlan.Tanh(), new LayerPlan.Dropout(0.2),
        new LayerPlan.Linear(9, 6, true), new LayerPlan.LeakyRelu(0.1), new LayerPlan.Linear(6, outputs, true),
    ]);

    /// <summary>Settings that use all that there is: batches of 16, cosine by step, AdamW, clipping, noise, early stopping.</summary>
    public static TrainingSettings Settings(LossPlan loss) =>
        new(loss, new OptimizerPlan.Adam(0.02, WeightDecay: 0.01, Decoupled: true), new SchedulePlan.Cosine(ScheduleUnit.Step, 40, 0.001), 16, 6, 11)
        {
            ClipNorm = 2,
            InputNoise = 0.05,
            EarlyStopping = new EarlyStopping(3),
        };

    /// <summary>Rows whose label follows from their numbers and codes; all values are multiples of 2⁻¹⁰, so both types begin with equal ones.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="rows">How many.</param>
    /// <param name="classes">0 for a value, 2 for 0 or 1, else a class.</param>
    /// <param name="seed">Which rows.</param>
    public static NetworkRows<T> Rows<T>(NetworkPlan plan, int rows, int classes, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var draws = new Draws(seed, (Purpose)99);
        var numbers = new double[rows * plan.Numbers];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = Math.Round(((4 * draws.Uniform(i)) - 2) * 1024) / 1024;
        var codes = new int[rows * plan.Embeddings.Count];
        for (var i = 0; i < codes.Length; i++)
            codes[i] = (int)(draws.Bits(numbers.Length + i) % (ulong)plan.Embeddings[i % plan.Embeddings.Count].Rows);
        var (labels, weights) = (new T[rows], new T[rows]);
        for (var row = 0; row < rows; row++)
        {
            var signal = numbers[row * plan.Numbers] - numbers[((row + 1) * plan.Numbers) - 1];
            signal += plan.Embeddings.Count > 0 ? codes[row * plan.Embeddings.Count] - 1 : 0;
            labels[row] = T.CreateTruncating(classes switch { 0 => signal, 2 => signal > 0 ? 1 : 0, _ => (int)Math.Abs(2 * signal) % classes });
            weights[row] = T.CreateTruncating(0.5 + (row % 3));
        }
        return new NetworkRows<T>(plan, Array.ConvertAll(numbers, T.CreateTruncating), codes, labels, weights);
    }

    /// <summary>A trainer with everything, on binary rows.</summary>
    public static NetworkTrainer<T> Trainer<T>(TrainingState<T>? state = null, int threads = 1, TrainingSettings? settings = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var plan = Everything(1);
        settings ??= Settings(new LossPlan.BinaryCrossEntropy(1.5));
        return new NetworkTrainer<T>(settings, Rows<T>(plan, 117, 2, 1), Rows<T>(plan, 40, 2, 2), state ?? TrainingState<T>.Fresh(plan, settings), threads);
    }

    /// <summary>A state that has been written and read again.</summary>
    public static TrainingState<T> Again<T>(TrainingState<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        StateReader.Read<T>("memory", StateWriter.Bytes(state), new NetworkLayout(state.Arrays.Layout.Plan), state.Moments.Length);
}

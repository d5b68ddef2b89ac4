using CsCheck;
using NUnit.Framework;
using Pipeline.Training.Network;

namespace Pipeline.Tests.Training.Network;

/// <summary>The gradient of every parameter, through every kind of layer and loss, against central differences in float64.</summary>
[TestFixture]
internal sealed class GradientTests
{
    private static readonly Gen<Func<int, LayerPlan>> Layers = OneOf<Func<int, LayerPlan>>(
        width => new LayerPlan.BatchNorm(width, 1e-3, 0.2), width => new LayerPlan.LayerNorm(width, 1e-3), _ => new LayerPlan.Relu(),
        _ => new LayerPlan.LeakyRelu(0.2), _ => new LayerPlan.Tanh(), _ => new LayerPlan.Dropout(0.4));

    private static readonly Gen<LossPlan> Losses = OneOf<LossPlan>(new LossPlan.BinaryCrossEntropy(2.5), new LossPlan.SquaredError(),
        new LossPlan.Huber(0.7), new LossPlan.CrossEntropy(), new LossPlan.CrossEntropy([1, 2.5, 0.5, 1.75], 0.1));

    private static readonly Gen<(NetworkPlan Plan, LossPlan Loss, int Rows, int Seed)> Networks =
        from widths in Gen.Int[1, 9].List[1, 3]
        from layers in Layers.List[widths.Count]
        from more in Layers.List[widths.Count]
        from numbers in Gen.Int[1, 7]
        from embeddings in Gen.Select(Gen.Int[1, 5], Gen.Int[1, 3], (rows, width) => new EmbeddingPlan(rows, width)).List[0, 2]
        from loss in Losses
        from rows in Gen.Int[3, 40]
        from seed in Gen.Int[0, 1000]
        select (Plan(numbers, embeddings, widths, layers, more, loss is LossPlan.CrossEntropy ? 4 : 1), loss, rows, seed);

    [Test]
    public void Gradients_are_the_differences_of_the_loss() => Networks.Sample(network =>
    {
        var (plan, loss, rows, seed) = network;
        Assert.That(Worst(plan, loss, rows, (ulong)seed), Is.LessThan(2e-6), string.Join(", ", plan.Layers));
    }, iter: 300, seed: "0000000000001");

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static NetworkPlan Plan(int numbers, List<EmbeddingPlan> embeddings, List<int> widths, List<Func<int, LayerPlan>> layers,
        List<Func<int, LayerPlan>> more, int outputs)
    {
        var stack = new List<LayerPlan>();
        var width = numbers + embeddings.Sum(table => table.Width);
        foreach (var (i, next) in widths.Index())
        {
            // A layer norm of one feature has no output but its bias.
            var wide = Math.Max(2, next);
            stack.AddRange([new LayerPlan.Linear(width, wide, i % 2 == 0), layers[i](wide), more[i](wide)]);
            width = wide;
        }
        stack.Add(new LayerPlan.Linear(width, outputs, true));
        return new NetworkPlan(numbers, embeddings, stack);
    }

    /// <summary>The largest difference, relative to the largest gradient; a kink between the two points of a difference is tried with nearer ones.</summary>
    private static double Worst(NetworkPlan plan, LossPlan loss, int rows, ulong seed)
    {
        var settings = new TrainingSettings(loss, new OptimizerPlan.Sgd(0.1), new SchedulePlan.Constant(), rows, 1, seed);
        var state = TrainingState<double>.Fresh(plan, settings);
        Perturb(state.Arrays, seed);
        var classes = loss switch { LossPlan.BinaryCrossEntropy => 2, LossPlan.CrossEntropy => 4, _ => 0 };
        var table = SmallTrainings.Rows<double>(plan, rows, classes, seed);
        using var crew = new Crew(1);
        var pass = new TrainingPass<double>(state.Arrays, rows, crew);
        double Loss()
        {
            pass.Batch.Load(crew, table, Enumerable.Range(0, rows).ToArray());
            pass.Forward(new KeyedMasks(seed, 0, 0));
            return BatchLoss.Of(loss, pass.Output, pass.Batch.Labels, pass.Batch.Weights, pass.OutputGradient).Mean;
        }
        _ = Loss();
        pass.Backward();
        var gradients = state.Arrays.Gradients[..state.Arrays.Layout.ParameterCount];
        var (parameters, worst, size) = (state.Arrays.Parameters, 0.0, Math.Max(1e-2, gradients.Max(Math.Abs)));
        for (var i = 0; i < gradients.Length; i++)
        {
            var gap = double.PositiveInfinity;
            foreach (var step in (double[])[1e-5, 1e-6, 1e-7])
            {
                var value = parameters[i];
                parameters[i] = value + step;
                var above = Loss();
                parameters[i] = value - step;
                var below = Loss();
                parameters[i] = value;
                gap = Math.Min(gap, Math.Abs(((above - below) / (2 * step)) - gradients[i]) / size);
                if (gap < 1e-7)
                    break;
            }
            worst = Math.Max(worst, gap);
        }
        return worst;
    }

    /// <summary>Norms whose weights are all 1 and biases 0 would hide mistakes.</summary>
    private static void Perturb(NetworkArrays<double> arrays, ulong seed)
    {
        var draws = new Draws(seed, (Purpose)98);
        for (var i = 0; i < arrays.Layout.ParameterCount; i++)
            arrays.Parameters[i] += (0.6 * draws.Uniform(i)) - 0.3;
    }
}

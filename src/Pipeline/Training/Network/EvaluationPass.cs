using System.Numerics;

namespace Pipeline.Training.Network;

/// <summary>
/// Rows' way through a network in evaluation: batch normalisation by its running statistics, no dropout, each row by itself whatever the
/// rows beside it. It cannot train and changes nothing; the way in training is <see cref="TrainingPass{T}"/>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class EvaluationPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Chunk = 512;

    private readonly NetworkPlan plan;
    private readonly Crew crew;
    private readonly NetworkBatch<T> batch;
    private readonly Layer<T>[] layers;
    private readonly Columns<T>[] outputs;

    /// <summary>Reads the arrays of a network, which may change between calls.</summary>
    public EvaluationPass(NetworkArrays<T> arrays, Crew crew)
    {
        (plan, this.crew) = (arrays.Layout.Plan, crew);
        batch = new NetworkBatch<T>(arrays, Chunk);
        layers = NetworkLayers.Of(arrays);
        outputs = [.. plan.Widths.Select(width => new Columns<T>(width, Chunk))];
    }

    /// <summary>What the network gives: [rows, outputs], row-major.</summary>
    public T[] Outputs(NetworkRows<T> table)
    {
        var results = new T[table.Count * plan.Outputs];
        Run(table, (start, output) =>
        {
            for (var row = 0; row < output.Rows; row++)
            {
                for (var k = 0; k < plan.Outputs; k++)
                    results[((start + row) * plan.Outputs) + k] = output.At(k, row);
            }
        });
        return results;
    }

    /// <summary>The loss over all rows, chunk by chunk in their order.</summary>
    public LossSum Loss(LossPlan loss, NetworkRows<T> table)
    {
        var sum = default(LossSum);
        Run(table, (_, output) => sum += BatchLoss.Of(loss, output, batch.Labels, batch.Weights, null));
        return sum;
    }

    private void Run(NetworkRows<T> table, Action<int, Columns<T>> result)
    {
        int[] rows = [.. Enumerable.Range(0, table.Count)];
        for (var start = 0; start < table.Count; start += Chunk)
        {
            batch.Load(crew, table, rows.AsMemory(start, Math.Min(Chunk, table.Count - start)));
            for (var i = 0; i < layers.Length; i++)
            {
                outputs[i].Rows = batch.Input.Rows;
                layers[i].Evaluate(crew, i == 0 ? batch.Input : outputs[i - 1], outputs[i]);
            }
            result(start, outputs[^1]);
        }
    }
}

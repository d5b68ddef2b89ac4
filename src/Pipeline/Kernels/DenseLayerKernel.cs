using System.Numerics;
using System.Runtime.CompilerServices;
using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>
/// A dense layer, from one batch of vectors to another, a tile of rows at a time: in float64 it is exact, in float32 fast, and then
/// there is one lane, since the order is free.
/// </summary>
/// <typeparam name="T">What sums are taken in: double or float.</typeparam>
internal sealed class DenseLayerKernel<T> : LayerKernel
    where T : unmanaged, INumber<T>
{
    private const int Tile = FeatureBatch.Tile;
    private const int Group = MatrixTile.Outputs;

    private readonly DenseLayer layer;
    private readonly int[][] oneHot;
    private readonly float[][] inputs;
    private readonly float[][] outputs;
    private readonly int lanes;
    private readonly AlignedMemory<T> x;

    /// <summary>[groups][dense inputs][outputs of the group], so that a tile reads them one after another.</summary>
    private readonly AlignedMemory<T> weights;

    /// <summary>[groups][outputs of the group] what the first lane starts from, and as many zeros for the others.</summary>
    private readonly AlignedMemory<T> start;
    private readonly AlignedMemory<T> sums;

    public DenseLayerKernel(DenseLayer layer, FeatureBatch features, FeatureBatch into)
    {
        this.layer = layer;
        oneHot = [.. features.OneHot.Select(block => block.Active)];
        var dense = features.DenseColumns.ToArray();
        inputs = [.. dense.Select(slot => slot.Column)];
        outputs = [.. Enumerable.Range(0, layer.Outputs).Select(into.AddDense)];
        lanes = typeof(T) == typeof(double) ? SlotOrder.Lanes(inputs.Length) : 1;
        var groups = (layer.Outputs + Group - 1) / Group;
        x = new AlignedMemory<T>(inputs.Length * Tile);
        weights = new AlignedMemory<T>(groups * inputs.Length * Group);
        start = new AlignedMemory<T>((groups + 1) * Group);
        sums = new AlignedMemory<T>(lanes * Group * MatrixTile.Rows<T>());
        for (var output = 0; output < layer.Outputs; output++)
        {
            start.Span[output] = T.CreateTruncating(layer.Bias[output]);
            for (var k = 0; k < dense.Length; k++)
                weights.Span[(((output / Group * inputs.Length) + k) * Group) + (output % Group)] = T.CreateTruncating(layer.Weights[output][dense[k].Slot]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows)
    {
        for (var row = 0; row < rows; row += Tile)
        {
            for (var k = 0; k < inputs.Length; k++)
                Conversions.Widen(inputs[k].AsSpan(row, Tile), x.Span.Slice(k * Tile, Tile));
            for (var output = 0; output < outputs.Length; output += Group)
            {
                for (var at = 0; at < Tile && row + at < rows; at += MatrixTile.Rows<T>())
                    Sum(output, row, at, Math.Min(rows - row - at, MatrixTile.Rows<T>()));
            }
            foreach (var column in outputs)
                ActivationKernel.Run(layer.Activation, column.AsSpan(row, Tile));
        }
    }

    /// <summary>The sums of a group of outputs for some rows of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(int output, int row, int at, int rows)
    {
        var width = MatrixTile.Rows<T>();
        var size = Group * width;
        for (var lane = 0; lane < lanes; lane++)
        {
            var count = (inputs.Length - lane + lanes - 1) / lanes;
            MatrixTile.Run(ref Unsafe.Add(ref x.First, (lane * Tile) + at), lanes * Tile,
                ref Unsafe.Add(ref weights.First, ((output / Group * inputs.Length) + lane) * Group), lanes * Group, count,
                ref Unsafe.Add(ref start.First, lane == 0 ? output : start.Length - Group), ref Unsafe.Add(ref sums.First, lane * size));
        }
        var lower = sums.Span;
        for (var half = lanes / 2; half >= 1; half /= 2)
        {
            for (var i = 0; i < half * size; i++)
                lower[i] += lower[(half * size) + i];
        }
        for (var i = 0; i < Group && output + i < outputs.Length; i++)
        {
            var sum = lower.Slice(i * width, width);
            AddOneHot(sum[..rows], row + at, layer.Weights[output + i]);
            Conversions.Round<T>(sum, outputs[output + i].AsSpan(row + at, width));
        }
    }

    /// <summary>A one-hot block adds the weight of its one slot.</summary>
    private void AddOneHot(Span<T> sums, int row, float[] weights)
    {
        foreach (var active in oneHot)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                if (active[row + i] >= 0)
                    sums[i] += T.CreateTruncating(weights[active[row + i]]);
            }
        }
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>Dot products, several rows at a time: each row's sum has the order that the node states, whatever the vector width.</summary>
internal sealed class DotKernel(ScoreNode.Dot node, FeatureBatch features) : ScoreKernel
{
    private readonly LaneSums sums = new(SlotOrder.Lanes(features.DenseWidth), features.Capacity);
    private readonly (int Slot, float[] Column)[] dense = [.. features.DenseColumns];

    public override void Run(FeatureBatch features, Span<float> scores)
    {
        sums.Start(node.Bias, scores.Length);
        foreach (var (slot, column) in dense)
            AddProducts(node.Weights[slot], column.AsSpan(0, scores.Length), sums.Next());
        var total = sums.Join();
        // A one-hot block adds the weight of its one slot; adding the zeros of the others would change nothing.
        foreach (var (_, _, active) in features.OneHot)
        {
            for (var row = 0; row < total.Length; row++)
            {
                if (active[row] >= 0)
                    total[row] += node.Weights[active[row]];
            }
        }
        for (var row = 0; row < total.Length; row++)
            scores[row] = (float)total[row];
    }

    /// <summary>sum += weight·x in float64, where the product is exact: a fused multiply-add gives the same bits.</summary>
    private static void AddProducts(float weight, ReadOnlySpan<float> column, Span<double> sum)
    {
        ref var x = ref MemoryMarshal.GetReference(column);
        ref var s = ref MemoryMarshal.GetReference(sum);
        var w = Vector256.Create((double)weight);
        var row = 0;
        for (; row <= column.Length - 8; row += 8)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref x, (nuint)row));
            Vector256.FusedMultiplyAdd(w, low, Vector256.LoadUnsafe(ref s, (nuint)row)).StoreUnsafe(ref s, (nuint)row);
            Vector256.FusedMultiplyAdd(w, high, Vector256.LoadUnsafe(ref s, (nuint)row + 4)).StoreUnsafe(ref s, (nuint)row + 4);
        }
        for (; row < column.Length; row++)
            sum[row] += (double)weight * column[row];
    }
}

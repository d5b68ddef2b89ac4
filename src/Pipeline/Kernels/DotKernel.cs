using System.Runtime.CompilerServices;
using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>Dot products, several rows at a time: each row's sum has the order that the node states, whatever the vector width.</summary>
internal sealed class DotKernel(ScoreNode.Dot node, FeatureBatch features) : ScoreKernel
{
    private readonly SlotSums sums = new(features, node.Bias, slot => node.Weights[slot]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(FeatureBatch features, Span<float> scores)
    {
        for (var row = 0; row < scores.Length; row += SlotSums.Tile)
        {
            var rows = Math.Min(SlotSums.Tile, scores.Length - row);
            var total = sums.Of<ProductTerm>(row, rows);
            for (var i = 0; i < rows; i++)
                scores[row + i] = (float)total[i];
        }
    }
}

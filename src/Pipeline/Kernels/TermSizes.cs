using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>The sizes of what a dot product adds up, |bias| + Σ|weight·feature|: rounding errors of its sum are in proportion to them.</summary>
internal sealed class TermSizes
{
    private readonly FeatureBatch features;
    private readonly List<Action<KernelInput>> blocks = [];
    private readonly float[] vector;

    /// <summary>Prepares for batches of up to <paramref name="capacity"/> rows of a graph.</summary>
    public TermSizes(ScoringGraph graph, int capacity)
    {
        features = new FeatureBatch(graph.Width, capacity);
        vector = new float[graph.Width];
        var first = 0;
        foreach (var block in graph.Blocks)
        {
            blocks.Add(BlockKernel.Prepare(block, first, features));
            first += block.Width;
        }
    }

    /// <summary>[nodes][rows] the sizes for several dot products, in float64.</summary>
    public double[][] Of(KernelInput input, IReadOnlyList<ScoreNode.Dot> nodes)
    {
        foreach (var block in blocks)
            block(input);
        var sizes = nodes.Select(_ => new double[input.Rows]).ToArray();
        for (var row = 0; row < input.Rows; row++)
        {
            features.CopyRow(row, vector);
            for (var node = 0; node < sizes.Length; node++)
                sizes[node][row] = Size(nodes[node]);
            features.ClearRow(row, vector);
        }
        return sizes;
    }

    private double Size(ScoreNode.Dot node)
    {
        var size = Math.Abs((double)node.Bias);
        for (var slot = 0; slot < vector.Length; slot++)
            size += Math.Abs((double)node.Weights[slot] * vector[slot]);
        return size;
    }
}

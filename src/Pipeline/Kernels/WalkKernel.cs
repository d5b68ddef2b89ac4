using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>
/// Scores tree ensembles by walking each tree: for categorical splits and huge trees. Some rows walk side by side, so that one does
/// not wait for another's memory; a leaf leads to itself, so that none has to be asked whether it is there.
/// </summary>
internal sealed class WalkKernel : ScoreKernel
{
    /// <summary>Rows side by side.</summary>
    private const int Tile = 16;

    private readonly FlatTree[] trees;
    private readonly float divisor;
    private readonly int width;
    private readonly float[] vectors;
    private readonly int[] places = new int[Tile];
    private readonly double[] sums = new double[Tile];

    public WalkKernel(ScoreNode.TreeEnsemble node, int width)
    {
        trees = [.. node.Trees.Select(tree => new FlatTree(tree))];
        divisor = node.Divisor;
        this.width = width;
        vectors = new float[Tile * width];
    }

    public override void Run(FeatureBatch features, Span<float> scores)
    {
        for (var row = 0; row < scores.Length; row += Tile)
        {
            var rows = Math.Min(Tile, scores.Length - row);
            for (var i = 0; i < rows; i++)
                features.CopyRow(row + i, vectors.AsSpan(i * width, width));
            sums.AsSpan().Clear();
            foreach (var tree in trees)
            {
                tree.Walk(vectors, width, places.AsSpan(0, rows));
                for (var i = 0; i < rows; i++)
                    sums[i] += tree.Leaf(places[i]);
            }
            for (var i = 0; i < rows; i++)
            {
                // Dividing by 1 changes no bit.
                scores[row + i] = (float)sums[i] / divisor;
                features.ClearRow(row + i, vectors.AsSpan(i * width, width));
            }
        }
    }
}

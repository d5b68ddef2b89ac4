using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>
/// Scores tree ensembles without walking them (QuickScorer: Lucchese et al., SIGIR 2015; bytes and many rows at once as in
/// RapidScorer: Ye et al., KDD 2018). A split that a row fails clears the leaves of its left subtree; the leaf of the row is the
/// lowest bit left. Comparisons only, so the leaves are those of a walk; they are summed in the order of the trees.
/// </summary>
internal sealed class TreeKernel : ScoreKernel
{
    /// <summary>Rows at a time: their ranks are one vector of bytes, or two.</summary>
    public const int Tile = FeatureBatch.Tile;

    /// <summary>Rows that a block scores before the next one does, so that it stays in the nearest caches.</summary>
    private const int Chunk = 16 * Tile;

    private readonly TreeBlock[] blocks;
    private readonly float divisor;
    private readonly AlignedMemory<byte> masks;
    private readonly AlignedMemory<sbyte> ranks;
    private readonly AlignedMemory<double> sums = new(Chunk);
    private readonly LeafSums leaves = new();

    /// <summary>Prepares an ensemble that <see cref="MaskedTrees.CanHold"/> holds.</summary>
    public TreeKernel(ScoreNode.TreeEnsemble node, FeatureBatch features)
    {
        blocks = MaskedTrees.Build(node.Trees, features);
        divisor = node.Divisor;
        masks = new AlignedMemory<byte>(blocks.Max(block => block.Initial.Length) * Tile);
        ranks = new AlignedMemory<sbyte>(blocks.Max(block => block.Dense.Length) * Tile);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(FeatureBatch features, Span<float> scores)
    {
        for (var first = 0; first < scores.Length; first += Chunk)
        {
            var rows = Math.Min(Chunk, scores.Length - first);
            var sum = sums.Span;
            sum.Clear();
            foreach (var block in blocks)
            {
                for (var row = 0; row < rows; row += Tile)
                {
                    Clear(block, first + row, Math.Min(Tile, rows - row));
                    leaves.Add(block, ref masks.First, sum.Slice(row, Tile));
                }
            }
            // Dividing by 1 changes no bit.
            for (var row = 0; row < rows; row++)
                scores[first + row] = (float)sum[row] / divisor;
        }
    }

    /// <summary>Clears in the masks of a tile what its rows lose; what lies beyond its last row is cleared for nobody.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Clear(TreeBlock block, int start, int rows)
    {
        for (var place = 0; place < block.Initial.Length; place++)
            masks.Span.Slice(place * Tile, Tile).Fill(block.Initial[place]);
        for (var i = 0; i < block.Dense.Length; i++)
            block.Dense[i].Ranks.Of(block.Dense[i].Column.AsSpan(start, Tile), ranks.Span.Slice(i * Tile, Tile));
        for (var i = 0; i < block.Dense.Length; i++)
        {
            if (Vector512.IsHardwareAccelerated)
                Clear512(block.Dense[i].Clearings, ref Unsafe.Add(ref ranks.First, i * Tile));
            else
                Clear256(block.Dense[i].Clearings, ref Unsafe.Add(ref ranks.First, i * Tile));
        }
        foreach (var splits in block.OneHot)
            ClearOneHot(splits, splits.Active.AsSpan(start, rows));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Clear512(Clearing[] clearings, ref sbyte ranks)
    {
        ref var mask = ref masks.First;
        var all = Vector512.LoadUnsafe(ref ranks);
        foreach (var clearing in clearings)
        {
            ref var place = ref Unsafe.Add(ref mask, clearing.Place * Tile);
            var kept = Vector512.LessThanOrEqual(all, Vector512.Create(clearing.Limit)).AsByte() | Vector512.Create(clearing.Keep);
            (Vector512.LoadUnsafe(ref place) & kept).StoreUnsafe(ref place);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Clear256(Clearing[] clearings, ref sbyte ranks)
    {
        ref var mask = ref masks.First;
        var (low, high) = (Vector256.LoadUnsafe(ref ranks), Vector256.LoadUnsafe(ref ranks, 32));
        foreach (var clearing in clearings)
        {
            ref var place = ref Unsafe.Add(ref mask, clearing.Place * Tile);
            var (limit, cleared) = (Vector256.Create(clearing.Limit), Vector256.Create((byte)~clearing.Keep));
            var (lost, lostHigh) = (Vector256.GreaterThan(low, limit).AsByte() & cleared, Vector256.GreaterThan(high, limit).AsByte() & cleared);
            Vector256.AndNot(Vector256.LoadUnsafe(ref place), lost).StoreUnsafe(ref place);
            Vector256.AndNot(Vector256.LoadUnsafe(ref place, 32), lostHigh).StoreUnsafe(ref place, 32);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ClearOneHot(OneHotSplits splits, ReadOnlySpan<int> active)
    {
        var bytes = masks.Span;
        for (var row = 0; row < active.Length; row++)
        {
            if (active[row] < 0)
                continue;
            foreach (var (place, keep) in splits.Clearings[active[row] - splits.First])
                bytes[(place * Tile) + row] &= keep;
        }
    }
}

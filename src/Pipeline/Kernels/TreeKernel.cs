using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>
/// Scores tree ensembles without walking them (QuickScorer: Lucchese et al., SIGIR 2015; many rows at once: Lucchese et al., SIGIR
/// 2016). Each tree has a bit a leaf, from left to right. A node whose split a row fails clears the leaves of its left subtree; the
/// leaf of the row is the lowest bit left. Nodes are sorted by feature and threshold, so that a feature's nodes are done once none
/// of the rows at hand fails any more. Comparisons only, so the leaves are those of a walk; they are summed in the order of the trees.
/// </summary>
internal sealed class TreeKernel : ScoreKernel
{
    /// <summary>Rows at a time: two vectors of 8.</summary>
    private const int Lanes = 16;

    private readonly MaskedTrees trees;
    private readonly float divisor;
    private readonly uint[] masks;
    private readonly double[] sums = new double[Lanes];
    private readonly float[] values = new float[Lanes];

    /// <summary>Prepares an ensemble that <see cref="MaskedTrees.CanHold"/> holds.</summary>
    public TreeKernel(ScoreNode.TreeEnsemble node, FeatureBatch features)
    {
        trees = MaskedTrees.Build(node.Trees, features);
        divisor = node.Divisor;
        masks = new uint[trees.Words * Lanes];
    }

    public override void Run(FeatureBatch features, Span<float> scores)
    {
        for (var start = 0; start < scores.Length; start += Lanes)
        {
            var rows = Math.Min(Lanes, scores.Length - start);
            for (var word = 0; word < trees.Words; word++)
                masks.AsSpan(word * Lanes, Lanes).Fill(trees.Initial[word]);
            foreach (var nodes in trees.Dense)
                ClearDense(nodes, Column(features.Dense(nodes.Slot)!, start, rows));
            foreach (var (_, _, active) in features.OneHot)
                ClearOneHot(active.AsSpan(start, rows));
            SumLeaves();
            for (var row = 0; row < rows; row++)
                scores[start + row] = (float)sums[row] / divisor;
        }
    }

    /// <summary>The rows' values; lanes beyond the last row repeat nothing that could cost: they are below every threshold.</summary>
    private ReadOnlySpan<float> Column(float[] column, int start, int rows)
    {
        if (rows == Lanes)
            return column.AsSpan(start, Lanes);
        values.AsSpan().Fill(float.NegativeInfinity);
        column.AsSpan(start, rows).CopyTo(values);
        return values;
    }

    private void ClearDense(SlotNodes nodes, ReadOnlySpan<float> column)
    {
        ref var x = ref MemoryMarshal.GetReference(column);
        var thresholds = nodes.Thresholds;
        var keeps = nodes.Keep;
        var words = nodes.Word;
        var count = Failing(thresholds, column);
        ref var mask = ref MemoryMarshal.GetArrayDataReference(masks);
        // Rows that pass keep all leaves; NaN passes no comparison, and so goes right.
        if (Vector512.IsHardwareAccelerated)
        {
            var all = Vector512.LoadUnsafe(ref x);
            for (var i = 0; i < count; i++)
            {
                var keep = Vector512.LessThanOrEqual(all, Vector512.Create(thresholds[i])).AsUInt32() | Vector512.Create(keeps[i]);
                ref var word = ref Unsafe.Add(ref mask, words[i] * Lanes);
                (Vector512.LoadUnsafe(ref word) & keep).StoreUnsafe(ref word);
            }
            return;
        }
        var low = Vector256.LoadUnsafe(ref x);
        var high = Vector256.LoadUnsafe(ref x, 8);
        for (var i = 0; i < count; i++)
        {
            var threshold = Vector256.Create(thresholds[i]);
            var keep = Vector256.Create(keeps[i]);
            ref var word = ref Unsafe.Add(ref mask, words[i] * Lanes);
            (Vector256.LoadUnsafe(ref word) & (Vector256.LessThanOrEqual(low, threshold).AsUInt32() | keep)).StoreUnsafe(ref word);
            (Vector256.LoadUnsafe(ref word, 8) & (Vector256.LessThanOrEqual(high, threshold).AsUInt32() | keep)).StoreUnsafe(ref word, 8);
        }
    }

    /// <summary>How many of the ascending thresholds any of the rows fails.</summary>
    private static int Failing(float[] thresholds, ReadOnlySpan<float> column)
    {
        var largest = float.NegativeInfinity;
        foreach (var value in column)
        {
            if (float.IsNaN(value))
                return thresholds.Length;
            largest = Math.Max(largest, value);
        }
        var (low, high) = (0, thresholds.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (thresholds[middle] < largest)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private void ClearOneHot(ReadOnlySpan<int> active)
    {
        for (var row = 0; row < active.Length; row++)
        {
            if (active[row] < 0)
                continue;
            foreach (var (word, keep) in trees.OneHot[active[row]])
                masks[(word * Lanes) + row] &= keep;
        }
    }

    private void SumLeaves()
    {
        sums.AsSpan().Clear();
        ref var mask = ref MemoryMarshal.GetArrayDataReference(masks);
        ref var leaves = ref MemoryMarshal.GetArrayDataReference(trees.Leaves);
        ref var sum = ref MemoryMarshal.GetArrayDataReference(sums);
        foreach (var (first, count) in trees.Trees)
        {
            ref var words = ref Unsafe.Add(ref mask, first * Lanes);
            ref var values = ref Unsafe.Add(ref leaves, first * MaskedTrees.WordBits);
            for (var row = 0; row < Lanes; row++)
            {
                var word = 0;
                // The leaf is in the first word that has a bit left; a tree always has one.
                while (count > 1 && Unsafe.Add(ref words, (word * Lanes) + row) == 0)
                    word++;
                var bit = BitOperations.TrailingZeroCount(Unsafe.Add(ref words, (word * Lanes) + row));
                Unsafe.Add(ref sum, row) += Unsafe.Add(ref values, (word * MaskedTrees.WordBits) + bit);
            }
        }
    }
}

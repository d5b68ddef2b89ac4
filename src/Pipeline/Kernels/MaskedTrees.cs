using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>Turns trees into masks, block by block.</summary>
internal sealed class MaskedTrees
{
    /// <summary>Leaves a byte.</summary>
    public const int ByteLeaves = 8;

    /// <summary>Leaves that <see cref="LeafSums"/> looks up in registers; each tree has room for as many.</summary>
    public const int Stride = 32;

    /// <summary>A row's leaf is a byte, and so is its rank among the thresholds of a tree; beyond, a tree is walked.</summary>
    private const int MostLeaves = 256;

    /// <summary>Bytes of leaves a block: with a tile of 64 rows each, half of a first-level cache.</summary>
    private const int MostBytes = 256;

    private readonly FeatureBatch features;
    private readonly List<MaskedTree> trees = [];
    private readonly List<double> leaves = [];
    private readonly List<byte> initial = [];
    private readonly SortedDictionary<int, (HashSet<float> Thresholds, List<(float Threshold, int Place, byte Keep)> Nodes)> bySlot = [];

    private MaskedTrees(FeatureBatch features) => this.features = features;

    /// <summary>Whether masks are the way to score an ensemble: no categorical split, no huge tree.</summary>
    public static bool CanHold(IReadOnlyList<Tree> trees) => trees.All(tree => tree.Categorical is null && tree.Leaves.Length <= MostLeaves);

    /// <summary>Builds the masks; the trees of the blocks are in their order.</summary>
    public static TreeBlock[] Build(IReadOnlyList<Tree> trees, FeatureBatch features)
    {
        var blocks = new List<TreeBlock>();
        var masked = new MaskedTrees(features);
        foreach (var tree in trees)
        {
            if (masked.trees.Count > 0 && !masked.HasRoomFor(tree))
            {
                blocks.Add(masked.ToBlock());
                masked = new MaskedTrees(features);
            }
            masked.Add(tree);
        }
        return [.. blocks, masked.ToBlock()];
    }

    /// <summary>A rank among the thresholds of a slot is a byte, too.</summary>
    private bool HasRoomFor(Tree tree) =>
        initial.Count + BytesOf(tree) <= MostBytes
        && tree.Slots.CountBy(slot => slot).All(nodes => !bySlot.TryGetValue(nodes.Key, out var known) || known.Thresholds.Count + nodes.Value <= Ranks.Most);

    private static int BytesOf(Tree tree) => (tree.Leaves.Length + ByteLeaves - 1) / ByteLeaves;

    private void Add(Tree tree)
    {
        var (place, leaf, bytes) = (initial.Count, leaves.Count, BytesOf(tree));
        trees.Add(new MaskedTree(place, bytes, leaf));
        initial.AddRange(Enumerable.Repeat(byte.MaxValue, bytes));
        if (tree.Slots.Length == 0)
            leaves.Add(tree.Leaves[0]);
        else
            Visit(tree, 0, place, leaf);
        leaves.AddRange(Enumerable.Repeat(0.0, Math.Max(Stride, bytes * ByteLeaves) - (leaves.Count - leaf)));
    }

    /// <summary>Numbers the leaves from left to right; a node's left subtree is a run of them.</summary>
    private void Visit(Tree tree, int node, int place, int leaf)
    {
        if (node < 0)
        {
            leaves.Add(tree.Leaves[~node]);
            return;
        }
        var from = leaves.Count - leaf;
        Visit(tree, tree.Left[node], place, leaf);
        var to = leaves.Count - leaf;
        if (!bySlot.TryGetValue(tree.Slots[node], out var slot))
            bySlot.Add(tree.Slots[node], slot = ([], []));
        slot.Thresholds.Add(tree.Thresholds[node]);
        for (var at = from / ByteLeaves; at <= (to - 1) / ByteLeaves; at++)
        {
            var low = Math.Max(from - (at * ByteLeaves), 0);
            var high = Math.Min(to - (at * ByteLeaves), ByteLeaves);
            slot.Nodes.Add((tree.Thresholds[node], place + at, (byte)~((1 << high) - (1 << low))));
        }
        Visit(tree, tree.Right[node], place, leaf);
    }

    private TreeBlock ToBlock()
    {
        var dense = new List<DenseSplits>();
        foreach (var (slot, (_, nodes)) in bySlot)
        {
            // No value is at most NaN.
            foreach (var (_, place, keep) in nodes.Where(node => float.IsNaN(node.Threshold)))
                initial[place] &= keep;
            nodes.RemoveAll(node => float.IsNaN(node.Threshold));
            if (features.Dense(slot) is not { } column || nodes.Count == 0)
                continue;
            var ranks = new Ranks([.. nodes.Select(node => node.Threshold).Distinct().Order()]);
            dense.Add(new DenseSplits(column, ranks, [.. nodes.Select(node => new Clearing(ranks.LimitOf(node.Threshold), node.Keep, (ushort)node.Place))]));
        }
        var oneHot = features.OneHot.Select(OneHot).OfType<OneHotSplits>().ToArray();
        return new TreeBlock([.. trees], [.. initial], AlignedMemory<double>.Of([.. leaves]), [.. dense], oneHot);
    }

    private OneHotSplits? OneHot(OneHotSlots block)
    {
        var used = false;
        var clearings = new (int, byte)[block.Last - block.First + 1][];
        Array.Fill(clearings, []);
        foreach (var (slot, (_, nodes)) in bySlot.Where(pair => pair.Key >= block.First && pair.Key <= block.Last))
        {
            // A one-hot slot is 0 or 1: below 0 every row fails, from 1 on none does.
            foreach (var (_, place, keep) in nodes.Where(node => node.Threshold < 0))
                initial[place] &= keep;
            clearings[slot - block.First] = [.. nodes.Where(node => node.Threshold is >= 0 and < 1).Select(node => (node.Place, node.Keep))];
            used |= clearings[slot - block.First].Length > 0;
        }
        return used ? new OneHotSplits(block.First, block.Active, clearings) : null;
    }
}

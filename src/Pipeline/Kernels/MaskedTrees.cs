using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>The nodes of an ensemble that look at one dense slot, by ascending threshold.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Thresholds">[nodes].</param>
/// <param name="Word">[nodes] the mask word that a failed split clears leaves of.</param>
/// <param name="Keep">[nodes] the leaves of that word that it keeps.</param>
internal sealed record SlotNodes(int Slot, float[] Thresholds, int[] Word, uint[] Keep);

/// <summary>
/// An ensemble as masks: each tree has one bit a leaf, from left to right, in as many 32-bit words as it needs. A node that clears
/// leaves of several words stands there once a word.
/// </summary>
internal sealed class MaskedTrees
{
    /// <summary>Leaves a word.</summary>
    public const int WordBits = 32;

    /// <summary>Beyond this, clearing masks costs more than walking.</summary>
    private const int MostLeaves = 8 * WordBits;

    private readonly List<(int First, int Count)> treeWords = [];
    private readonly List<double> leaves = [];
    private readonly List<uint> initial = [];
    private readonly SortedDictionary<int, List<(float Threshold, int Word, uint Keep)>> bySlot = [];

    /// <summary>Number of mask words.</summary>
    public int Words => initial.Count;

    /// <summary>[words] the leaves that are there before any split.</summary>
    public uint[] Initial { get; private set; } = [];

    /// <summary>[words × 32] values of the leaves.</summary>
    public double[] Leaves { get; private set; } = [];

    /// <summary>[trees] first word and number of words.</summary>
    public (int First, int Count)[] Trees { get; private set; } = [];

    /// <summary>Nodes of the dense slots.</summary>
    public IReadOnlyList<SlotNodes> Dense { get; private set; } = [];

    /// <summary>[slots] what a one-hot slot that is 1 clears.</summary>
    public (int Word, uint Keep)[][] OneHot { get; private set; } = [];

    /// <summary>Whether masks are the way to score an ensemble: no categorical split, no huge tree.</summary>
    public static bool CanHold(IReadOnlyList<Tree> trees) => trees.All(tree => tree.Categorical is null && tree.Leaves.Length <= MostLeaves);

    /// <summary>Builds the masks.</summary>
    public static MaskedTrees Build(IReadOnlyList<Tree> trees, FeatureBatch features)
    {
        var masked = new MaskedTrees();
        foreach (var tree in trees)
            masked.Add(tree);
        masked.Initial = [.. masked.initial];
        masked.Leaves = [.. masked.leaves];
        masked.Trees = [.. masked.treeWords];
        masked.Place(features);
        return masked;
    }

    private void Add(Tree tree)
    {
        var first = initial.Count;
        var words = (tree.Leaves.Length + WordBits - 1) / WordBits;
        treeWords.Add((first, words));
        initial.AddRange(Enumerable.Repeat(uint.MaxValue, words));
        var values = new List<double>();
        if (tree.Slots.Length == 0)
            values.Add(tree.Leaves[0]);
        else
            Visit(tree, 0, first, values);
        leaves.AddRange(values);
        leaves.AddRange(Enumerable.Repeat(0.0, (words * WordBits) - values.Count));
    }

    /// <summary>Numbers the leaves from left to right; a node's left subtree is a run of them.</summary>
    private void Visit(Tree tree, int node, int firstWord, List<double> values)
    {
        if (node < 0)
        {
            values.Add(tree.Leaves[~node]);
            return;
        }
        var from = values.Count;
        Visit(tree, tree.Left[node], firstWord, values);
        var to = values.Count;
        for (var word = from / WordBits; word <= (to - 1) / WordBits; word++)
        {
            var low = Math.Max(from - (word * WordBits), 0);
            var high = Math.Min(to - (word * WordBits), WordBits);
            var cleared = (high == WordBits ? uint.MaxValue : (1u << high) - 1) & ~((1u << low) - 1);
            if (!bySlot.TryGetValue(tree.Slots[node], out var nodes))
                bySlot.Add(tree.Slots[node], nodes = []);
            nodes.Add((tree.Thresholds[node], firstWord + word, ~cleared));
        }
        Visit(tree, tree.Right[node], firstWord, values);
    }

    private void Place(FeatureBatch features)
    {
        OneHot = new (int, uint)[features.Width][];
        Array.Fill(OneHot, []);
        var dense = new List<SlotNodes>();
        foreach (var (slot, nodes) in bySlot)
        {
            if (features.Dense(slot) is not null)
            {
                var sorted = nodes.OrderBy(node => node.Threshold).ToList();
                dense.Add(new SlotNodes(slot, [.. sorted.Select(node => node.Threshold)], [.. sorted.Select(node => node.Word)], [.. sorted.Select(node => node.Keep)]));
                continue;
            }
            // A one-hot slot is 0 or 1: below 0 every row fails, from 1 on none does.
            foreach (var (_, word, keep) in nodes.Where(node => !(0 <= node.Threshold)))
                Initial[word] &= keep;
            OneHot[slot] = [.. nodes.Where(node => node.Threshold is >= 0 and < 1).Select(node => (node.Word, node.Keep))];
        }
        Dense = dense;
    }
}

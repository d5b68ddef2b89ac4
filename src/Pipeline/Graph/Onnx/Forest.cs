namespace Pipeline.Graph.Onnx;

/// <summary>
/// The trees of several ensembles as one table of S states, the nodes. Where a node leads to a leaf, the row stays at it, so that
/// trees of any depth take the same number of steps: at s itself where the answer is yes, and at s − S where it is no, which as an
/// index that counts from the end is the same node. So the last state tells the leaf, and leaves need no states of their own. The
/// ensembles are padded to equally many trees.
/// </summary>
internal sealed class Forest
{
    private readonly Dictionary<(int Slot, int Bits), int> thresholds = [];
    private readonly List<int[]> sets = [];
    private readonly Dictionary<string, int> setNumbers = new(StringComparer.Ordinal);
    private readonly List<(int Question, bool IsSet, (int? State, double Leaf) Yes, (int? State, double Leaf) No)> states = [];

    public Forest(IReadOnlyList<ScoreNode.TreeEnsemble> ensembles)
    {
        Trees = Math.Max(1, ensembles.Max(ensemble => ensemble.Trees.Count));
        Roots = new int[Trees * ensembles.Count];
        for (var i = 0; i < Roots.Length; i++)
        {
            var (ensemble, tree) = (ensembles[i % ensembles.Count], i / ensembles.Count);
            Roots[i] = tree < ensemble.Trees.Count ? Add(ensemble.Trees[tree], tree == 0)
                // A tree for padding: +0 as the only term of a sum, else −0, which changes no sum.
                : AddLeaf(tree == 0 ? 0.0 : -0.0);
        }
        Thresholds =
            new ThresholdTable([.. thresholds.OrderBy(pair => pair.Value).Select(pair => (pair.Key.Slot, BitConverter.Int32BitsToSingle(pair.Key.Bits)))]);
        Questions =
        [
            .. states.Select(state => state.IsSet ? Thresholds.Values.Length + state.Question
                : thresholds.Count == 0 ? 0 : Thresholds.PlaceOf(state.Question)),
        ];
    }

    /// <summary>Trees of each ensemble.</summary>
    public int Trees { get; }

    /// <summary>Steps from a root to the deepest leaf.</summary>
    public int Depth { get; private set; }

    /// <summary>[trees·ensembles] the state to start from: the first trees of all ensembles, then the second, ….</summary>
    public int[] Roots { get; }

    /// <summary>The different questions «is the feature at most the threshold?».</summary>
    public ThresholdTable Thresholds { get; }

    /// <summary>The different sets of slots of categorical splits, whose questions «is any above 0?» come after those of thresholds.</summary>
    public IReadOnlyList<int[]> Sets => sets;

    /// <summary>[states] the question that leads on.</summary>
    public int[] Questions { get; }

    /// <summary>[states] where yes leads to.</summary>
    public int[] Yes => [.. states.Select((state, number) => state.Yes.State ?? number)];

    /// <summary>[states] where no leads to.</summary>
    public int[] No => [.. states.Select((state, number) => state.No.State ?? number - states.Count)];

    /// <summary>[2·states] what the leaf adds in which a row stays at a state: by yes, and then by no.</summary>
    public double[] Leaves => [.. states.Select(state => state.Yes.Leaf), .. states.Select(state => state.No.Leaf)];

    private int Add(Tree tree, bool first)
    {
        var start = states.Count;
        // The sum starts from +0, and +0 + leaf is known here.
        double Leaf(double leaf) => first ? 0.0 + leaf : leaf;
        (int?, double) Child(int child) => child >= 0 ? (start + child, 0) : (null, Leaf(tree.Leaves[~child]));
        for (var node = 0; node < tree.Slots.Length; node++)
        {
            var (left, right) = (Child(tree.Left[node]), Child(tree.Right[node]));
            states.Add(tree.Categorical?[node] is { } set
                ? (Set(set), true, right, left)
                : (Threshold(tree.Slots[node], tree.Thresholds[node]), false, left, right));
        }
        if (tree.Slots.Length == 0)
            return AddLeaf(Leaf(tree.Leaves[0]));
        Depth = Math.Max(Depth, DepthOf(tree, 0));
        return start;
    }

    /// <summary>A tree of a leaf alone: a node both of whose ways lead to it.</summary>
    private int AddLeaf(double value)
    {
        states.Add((0, false, (null, value), (null, value)));
        return states.Count - 1;
    }

    private static int DepthOf(Tree tree, int child) =>
        child < 0 ? 0 : 1 + Math.Max(DepthOf(tree, tree.Left[child]), DepthOf(tree, tree.Right[child]));

    private int Threshold(int slot, float threshold)
    {
        var key = (slot, BitConverter.SingleToInt32Bits(threshold));
        if (!thresholds.TryGetValue(key, out var question))
            thresholds.Add(key, question = thresholds.Count);
        return question;
    }

    private int Set(int[] slots)
    {
        var key = string.Join(',', slots);
        if (!setNumbers.TryGetValue(key, out var question))
        {
            setNumbers.Add(key, question = sets.Count);
            sets.Add(slots);
        }
        return question;
    }
}

namespace Pipeline.Graph.Foreign;

/// <summary>
/// The tree ensembles of ai.onnx.ml (versions 1 to 4) as <see cref="ScoreNode.TreeEnsemble"/>. Leaves are summed in float64 in the
/// order of the trees, where ONNX Runtime sums float32. Where a missing value has to go left, the node looks at −x instead: x ≤ t is
/// not −x ≤ the number before −t, and NaN goes right at both.
/// </summary>
internal sealed class TreeReader
{
    private readonly ForeignNode node;
    private readonly Stage stage;
    private readonly long[] treeIds;
    private readonly long[] nodeIds;
    private readonly long[] features;
    private readonly float[] values;
    private readonly long[] whenTrue;
    private readonly long[] whenFalse;
    private readonly long[] missing;
    private readonly string[] modes;
    private readonly Dictionary<(long Tree, long Node), int> places = [];
    private bool negates;

    private TreeReader(ForeignNode node, Stage stage)
    {
        (this.node, this.stage) = (node, stage);
        if (!stage.IsInput)
            throw NotCompiledException.At(node, "trees behind a layer");
        foreach (var attribute in node.Proto.Attribute.Where(attribute => attribute.Name.EndsWith("_as_tensor", StringComparison.Ordinal)))
            throw NotCompiledException.At(node, "float64 numbers", attribute.Name);
        long[] Longs(string name) => node.Ints(name) ?? [];
        (treeIds, nodeIds, features, whenTrue, whenFalse, missing) = (Longs("nodes_treeids"), Longs("nodes_nodeids"), Longs("nodes_featureids"),
            Longs("nodes_truenodeids"), Longs("nodes_falsenodeids"), Longs("nodes_missing_value_tracks_true"));
        values = node.Floats("nodes_values");
        modes = [.. node.Attribute("nodes_modes")?.Strings.Select(mode => mode.ToStringUtf8()) ?? []];
        if (((int[])[nodeIds.Length, features.Length, whenTrue.Length, whenFalse.Length, values.Length, modes.Length]).Any(length => length != treeIds.Length)
            || (missing.Length > 0 && missing.Length != treeIds.Length))
        {
            throw NotCompiledException.At(node, "lists of nodes that differ in length");
        }
        for (var place = 0; place < treeIds.Length; place++)
        {
            if (!places.TryAdd((treeIds[place], nodeIds[place]), place))
                throw NotCompiledException.At(node, "a node that stands twice", "nodes_nodeids");
        }
    }

    public static ForeignNetwork Regressor(ForeignNode node, Stage stage)
    {
        var reader = new TreeReader(node, stage);
        var aggregate = node.Text("aggregate_function", "SUM");
        if (node.Int("n_targets", 1) != 1 || aggregate is not ("SUM" or "AVERAGE") || node.Text("post_transform", "NONE") != "NONE")
            throw NotCompiledException.At(node, "several targets, or a transform");
        var ensemble = reader.Ensemble("target", 0, node.Floats("base_values").FirstOrDefault(), aggregate == "AVERAGE");
        return reader.Network([ensemble], ForeignLink.None);
    }

    public static ForeignNetwork Classifier(ForeignNode node, Stage stage)
    {
        var reader = new TreeReader(node, stage);
        var classes = LinearReader.Classes(node, "classlabels_int64s", "classlabels_strings");
        var ids = node.Ints("class_ids") ?? [];
        var scores = classes.Count == 2 && ids.Distinct().Count() == 1 ? 1 : classes.Count;
        var link = LinearReader.Link(node, scores, classes.Count);
        var bases = node.Floats("base_values");
        if (bases.Length > 0 && bases.Length != scores)
            throw NotCompiledException.At(node, FormattableString.Invariant($"{bases.Length} base values for {scores} scores"), "base_values");
        var ensembles = Enumerable.Range(0, scores).Select(k => reader.Ensemble("class", scores == 1 ? ids[0] : k, bases.Length == 0 ? 0 : bases[k],
            false)).ToList();
        return reader.Network(ensembles, link) with { Classes = classes };
    }

    private ForeignNetwork Network(IReadOnlyList<ScoreNode> scores, ForeignLink link)
    {
        var blocks = negates ? [.. stage.Blocks, Stage.Block(stage.Features, Negated(stage.Scaler))] : stage.Blocks;
        return new ForeignNetwork(stage.Features, blocks, [], scores, link);
    }

    private Scaler.Affine Negated(Scaler.Affine? scaler) => scaler is null ? new Scaler.Affine([], [.. Enumerable.Repeat(-1.0, stage.Features)])
        : scaler with { Scale = Array.ConvertAll(scaler.Scale, scale => -scale) };

    private ScoreNode.TreeEnsemble Ensemble(string prefix, long id, float start, bool average)
    {
        var (trees, nodes, ids, weights) = (node.Ints($"{prefix}_treeids") ?? [], node.Ints($"{prefix}_nodeids") ?? [], node.Ints($"{prefix}_ids") ?? [],
            node.Floats($"{prefix}_weights"));
        var leaves = new Dictionary<(long, long), double>();
        for (var i = 0; i < ids.Length; i++)
        {
            if (ids[i] == id && !leaves.TryAdd((trees[i], nodes[i]), weights[i]))
                throw NotCompiledException.At(node, "a leaf with several weights", $"{prefix}_weights");
        }
        var used = leaves.Keys.Select(key => key.Item1).ToHashSet();
        var all = treeIds.Distinct().ToList();
        if (average && start != 0)
            throw NotCompiledException.At(node, "base values beside a mean", "base_values");
        var ensemble = all.Where(used.Contains).Select(tree => Build(tree, leaves)).ToList();
        if (start != 0)
            ensemble.Insert(0, new Tree([], [], [], [], [start], null));
        return new ScoreNode.TreeEnsemble(ensemble, average ? all.Count : 1);
    }

    private Tree Build(long id, Dictionary<(long, long), double> weights)
    {
        var (slots, thresholds, left, right, leaves) = (new List<int>(), new List<float>(), new List<int>(), new List<int>(), new List<double>());
        var open = new Stack<(int Place, List<int>? Side, int Parent)>();
        // The first node that is listed of a tree is its root.
        open.Push((Array.IndexOf(treeIds, id), null, -1));
        while (open.TryPop(out var next))
        {
            var here = modes[next.Place] == "LEAF" ? ~leaves.Count : slots.Count;
            if (next.Side is { } side)
                side[next.Parent] = here;
            if (here < 0)
            {
                leaves.Add(weights.GetValueOrDefault((id, nodeIds[next.Place])));
                continue;
            }
            // A tree has fewer nodes than are listed; whoever meets more goes in a circle.
            if (slots.Count > treeIds.Length)
                throw NotCompiledException.At(node, "a tree that leads back to itself", "nodes_truenodeids");
            var (slot, threshold, low, high) = Split(next.Place);
            slots.Add(slot);
            thresholds.Add(threshold);
            left.Add(0);
            right.Add(0);
            open.Push((Child(id, high), right, here));
            open.Push((Child(id, low), left, here));
        }
        return new Tree([.. slots], [.. thresholds], [.. left], [.. right], [.. leaves], null);
    }

    /// <summary>What a node asks, as «at most the threshold», with the child for yes and that for no.</summary>
    private (int Slot, float Threshold, long Left, long Right) Split(int place)
    {
        var (threshold, slot) = (values[place], features[place]);
        if (!float.IsFinite(threshold) || slot < 0 || slot >= stage.Features)
            throw NotCompiledException.At(node, FormattableString.Invariant($"feature {slot} against {threshold}"), "nodes_values");
        var tracksTrue = missing.Length > 0 && missing[place] != 0;
        var (yes, no) = (whenTrue[place], whenFalse[place]);
        // atMost is where x ≤ t leads, above where x > t does.
        var (atMost, above, limit) = modes[place] switch
        {
            "BRANCH_LEQ" => (yes, no, threshold),
            "BRANCH_LT" => (yes, no, MathF.BitDecrement(threshold)),
            "BRANCH_GT" => (no, yes, threshold),
            "BRANCH_GTE" => (no, yes, MathF.BitDecrement(threshold)),
            var mode => throw NotCompiledException.At(node, $"the comparison {mode}", "nodes_modes"),
        };
        var ofMissing = tracksTrue ? yes : no;
        if (ofMissing == above)
            return ((int)slot, limit, atMost, above);
        negates = true;
        return (stage.Features + (int)slot, MathF.BitDecrement(-limit), above, atMost);
    }

    private int Child(long tree, long id) =>
        places.TryGetValue((tree, id), out var place) ? place : throw NotCompiledException.At(node,
            FormattableString.Invariant($"a child {id} that tree {tree} does not have"));
}

using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>
/// Tree ensembles. All different questions are answered at once, [N, questions] bool; then all trees of all ensembles take a step
/// at a time, [N, trees] states, in the cheaper of two ways (<see cref="DeviceCost"/>), which come to the same leaves; then one Add a
/// tree, since leaves are rounded to float64 one after the other in the order of the trees.
/// </summary>
internal static class TreeEmitter
{
    public static OnnxValue Emit(GraphWriter graph, Features features, ScoreNode.TreeEnsemble[] ensembles)
    {
        var forest = new Forest(ensembles);
        var leaves = graph.Gather(graph.Constant<double>(forest.Leaves, forest.Leaves.Length), States(graph, features, forest), 0);
        var scores = graph.Cast(Sums.InOrder(graph, graph.Reshape(leaves, 0, forest.Trees, ensembles.Length), forest.Trees, ensembles.Length), DataType.Float);
        var divisors = Array.ConvertAll(ensembles, ensemble => ensemble.Divisor);
        return divisors.All(divisor => divisor == 1) ? scores : graph.Div(scores, graph.Constant<float>(divisors, 1, divisors.Length));
    }

    /// <summary>The states in which rows stay, [N, trees·ensembles] int32.</summary>
    private static OnnxValue States(GraphWriter graph, Features features, Forest forest)
    {
        if (forest.Depth == 0)
            return Unasked(graph, features, forest);
        var answers = Answers(graph, features, forest);
        return DeviceCost.PrefersTable(forest.Questions.Length, forest.Roots.Length, forest.Depth)
            ? ByTable(graph, answers, forest)
            : ByWalk(graph, answers, forest);
    }

    /// <summary>For every state where it leads, [N, states]; then one look a level.</summary>
    private static OnnxValue ByTable(GraphWriter graph, OnnxValue answers, Forest forest)
    {
        var next = graph.Where(graph.Columns(answers, forest.Questions),
            graph.Constant<int>(forest.Yes, 1, forest.Yes.Length), graph.Constant<int>(forest.No, 1, forest.No.Length));
        var state = graph.Columns(next, forest.Roots);
        for (var level = 1; level < forest.Depth; level++)
            state = graph.GatherElements(next, state, 1);
        return state;
    }

    /// <summary>A level looks up the question of each tree's state, its answer, and where that leads.</summary>
    private static OnnxValue ByWalk(GraphWriter graph, OnnxValue answers, Forest forest)
    {
        var (yes, no) = (forest.Yes, forest.No);
        var answer = graph.Columns(answers, Array.ConvertAll(forest.Roots, root => forest.Questions[root]));
        var state = graph.Where(answer,
            graph.Constant<int>(Array.ConvertAll(forest.Roots, root => yes[root]), 1, forest.Roots.Length),
            graph.Constant<int>(Array.ConvertAll(forest.Roots, root => no[root]), 1, forest.Roots.Length));
        if (forest.Depth == 1)
            return state;
        var questions = graph.Constant<int>(forest.Questions, forest.Questions.Length);
        var (ifYes, ifNo) = (graph.Constant<int>(yes, yes.Length), graph.Constant<int>(no, no.Length));
        for (var level = 1; level < forest.Depth; level++)
        {
            answer = graph.GatherElements(answers, graph.Gather(questions, state, 0), 1);
            state = graph.Where(answer, graph.Gather(ifYes, state, 0), graph.Gather(ifNo, state, 0));
        }
        return state;
    }

    /// <summary>No tree ever split: a row stays at the roots, whatever it says.</summary>
    private static OnnxValue Unasked(GraphWriter graph, Features features, Forest forest)
    {
        var (values, _) = features.Columns(graph, [features.AnySlot]);
        var roots = graph.Constant<int>(forest.Roots, 1, forest.Roots.Length);
        return graph.Where(graph.IsNaN(values), roots, roots);
    }

    private static OnnxValue Answers(GraphWriter graph, Features features, Forest forest)
    {
        var parts = new List<OnnxValue>();
        if (forest.Thresholds.Slots.Length > 0)
            parts.Add(AtMost(graph, features, forest.Thresholds));
        if (forest.Sets.Count > 0)
            parts.Add(AnyAbove(graph, features, forest.Sets));
        return graph.Concat(parts, 1);
    }

    /// <summary>Whether each row's slot is at most each of its thresholds, [N, rows·places]: one comparison, and no copy of a feature a threshold.</summary>
    private static OnnxValue AtMost(GraphWriter graph, Features features, ThresholdTable table)
    {
        var (values, columns) = features.Columns(graph, table.Slots);
        var asked = Array.ConvertAll(table.Slots, slot => columns[slot]);
        if (!asked.SequenceEqual(Enumerable.Range(0, columns.Count)))
            values = graph.Columns(values, asked);
        var answers = graph.LessOrEqual(graph.Unsqueeze(values, 2), graph.Constant<float>(table.Values, 1, table.Slots.Length, table.Places));
        return graph.Reshape(answers, 0, table.Values.Length);
    }

    /// <summary>Whether any slot of each set is above 0, [N, sets]: an Or over the places of dense slots, and over one-hot blocks.</summary>
    private static OnnxValue AnyAbove(GraphWriter graph, Features features, IReadOnlyList<int[]> sets)
    {
        var parts = new List<OnnxValue>();
        var dense = sets.Select(set => set.Intersect(features.DenseSlots).ToArray()).ToArray();
        if (dense.Any(set => set.Length > 0))
        {
            var (values, columns) = features.Columns(graph, dense.SelectMany(set => set));
            var above = graph.Greater(values, graph.Scalar(0f));
            for (var place = 0; place < dense.Max(set => set.Length); place++)
            {
                var asked = graph.Columns(above, Array.ConvertAll(dense, set => place < set.Length ? columns[set[place]] : 0));
                parts.Add(graph.And(asked, graph.Constant<bool>(Array.ConvertAll(dense, set => place < set.Length), 1, dense.Length)));
            }
        }
        if (features.OneHot is { } oneHot && sets.Any(set => set.Intersect(oneHot.Slots).Any()))
            parts.Add(oneHot.AnyOf(graph, sets));
        return parts.Aggregate(graph.Or);
    }
}

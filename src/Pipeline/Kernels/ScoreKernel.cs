using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>Computes the score nodes for a batch.</summary>
internal static class ScoreKernel
{
    /// <summary>Computes one score a row into <paramref name="scores"/>, [rows].</summary>
    public static void Run(ScoreNode node, FeatureBatch features, Span<float> scores)
    {
        switch (node)
        {
            case ScoreNode.Dot dot: Dot(dot, features, scores); break;
            case ScoreNode.TreeEnsemble trees: Trees(trees, features, scores); break;
            case ScoreNode.Gam gam: Gam(gam, features, scores); break;
            case ScoreNode.Exponential exponential:
                Run(exponential.Logarithm, features, scores);
                foreach (ref var score in scores)
                    score = (float)ExactMath.Exp(score);
                break;
            default: throw new ArgumentOutOfRangeException(nameof(node), node, "unknown node");
        }
    }

    private static void Dot(ScoreNode.Dot node, FeatureBatch features, Span<float> scores)
    {
        var sums = new LaneSums(SlotOrder.Lanes(features.DenseWidth), scores.Length, node.Bias);
        foreach (var (slot, column) in features.DenseColumns)
        {
            double weight = node.Weights[slot];
            var lane = sums.Next();
            for (var row = 0; row < lane.Length; row++)
                lane[row] += weight * column[row];
        }
        var total = sums.Join();
        foreach (var (_, _, active) in features.OneHot)
        {
            for (var row = 0; row < total.Length; row++)
            {
                if (active[row] >= 0)
                    total[row] += node.Weights[active[row]];
            }
        }
        for (var row = 0; row < total.Length; row++)
            scores[row] = (float)total[row];
    }

    private static void Trees(ScoreNode.TreeEnsemble node, FeatureBatch features, Span<float> scores)
    {
        var vector = new float[features.Width];
        for (var row = 0; row < scores.Length; row++)
        {
            features.CopyRow(row, vector);
            double sum = 0;
            foreach (var tree in node.Trees)
                sum += tree.Leaves[Leaf(tree, vector)];
            // Dividing by 1 changes no bit.
            scores[row] = (float)sum / node.Divisor;
            features.ClearRow(row, vector);
        }
    }

    private static int Leaf(Tree tree, float[] vector)
    {
        if (tree.Slots.Length == 0)
            return 0;
        var node = 0;
        while (node >= 0)
        {
            var left = tree.Categorical?[node] is { } slots
                ? !slots.Any(slot => vector[slot] > 0)
                : vector[tree.Slots[node]] <= tree.Thresholds[node];
            node = left ? tree.Left[node] : tree.Right[node];
        }
        return ~node;
    }

    private static void Gam(ScoreNode.Gam node, FeatureBatch features, Span<float> scores)
    {
        var vector = new float[features.Width];
        for (var row = 0; row < scores.Length; row++)
        {
            features.CopyRow(row, vector);
            var sum = node.Intercept;
            foreach (var shape in node.Shapes)
            {
                var bin = Array.BinarySearch(shape.UpperBounds, vector[shape.Slot]);
                sum += shape.Effects[bin >= 0 ? bin : ~bin];
            }
            scores[row] = (float)sum;
            features.ClearRow(row, vector);
        }
    }
}

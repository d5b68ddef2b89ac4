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
        Span<double> sums = new double[scores.Length];
        sums.Fill(node.Bias);
        var block = 0;
        for (var slot = 0; slot < features.Width; slot++)
        {
            if (features.Dense(slot) is { } column)
            {
                double weight = node.Weights[slot];
                for (var row = 0; row < sums.Length; row++)
                    sums[row] += weight * column[row];
                continue;
            }
            // A one-hot block adds the weight of its one slot; adding the zeros of the others would change nothing.
            var (_, last, active) = features.OneHot[block++];
            for (var row = 0; row < sums.Length; row++)
            {
                if (active[row] >= 0)
                    sums[row] += node.Weights[active[row]];
            }
            slot = last;
        }
        for (var row = 0; row < sums.Length; row++)
            scores[row] = (float)sums[row];
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

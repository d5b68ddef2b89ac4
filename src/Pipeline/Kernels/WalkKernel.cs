using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>Scores tree ensembles by walking each tree: for categorical splits and huge trees.</summary>
internal sealed class WalkKernel(ScoreNode.TreeEnsemble node, int width) : ScoreKernel
{
    private readonly float[] vector = new float[width];

    public override void Run(FeatureBatch features, Span<float> scores)
    {
        for (var row = 0; row < scores.Length; row++)
        {
            features.CopyRow(row, vector);
            double sum = 0;
            foreach (var tree in node.Trees)
                sum += tree.Leaves[Leaf(tree)];
            // Dividing by 1 changes no bit.
            scores[row] = (float)sum / node.Divisor;
            features.ClearRow(row, vector);
        }
    }

    private int Leaf(Tree tree)
    {
        if (tree.Slots.Length == 0)
            return 0;
        var at = 0;
        while (at >= 0)
        {
            var right = tree.Categorical?[at] is { } slots ? AnyAbove(slots) : !(vector[tree.Slots[at]] <= tree.Thresholds[at]);
            at = right ? tree.Right[at] : tree.Left[at];
        }
        return ~at;
    }

    private bool AnyAbove(int[] slots)
    {
        foreach (var slot in slots)
        {
            if (vector[slot] > 0)
                return true;
        }
        return false;
    }
}

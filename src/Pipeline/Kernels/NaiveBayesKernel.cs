using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>The logarithm of one class's joint probability in naive Bayes.</summary>
/// <param name="node">The model.</param>
/// <param name="k">The class.</param>
/// <param name="features">The feature vectors.</param>
internal sealed class NaiveBayesKernel(ModelNode.NaiveBayes node, int k, FeatureBatch features) : ScoreKernel
{
    private readonly SlotSums present = new(features, node.Priors[k], slot => node.Present[k][slot]);
    private readonly SlotSums absent = new(features, 0, slot => node.AbsentOf[k][slot]);

    public override void Run(FeatureBatch features, Span<float> scores)
    {
        for (var row = 0; row < scores.Length; row += SlotSums.Tile)
        {
            var rows = Math.Min(SlotSums.Tile, scores.Length - row);
            var with = present.Of<AboveZeroTerm>(row, rows);
            var without = absent.Of<AboveZeroTerm>(row, rows);
            for (var i = 0; i < rows; i++)
                scores[row + i] = (float)(with[i] + (node.Absent[k] - without[i]));
        }
    }
}

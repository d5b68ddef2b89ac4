using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>A score node, prepared to run over batches.</summary>
internal abstract class ScoreKernel
{
    /// <summary>Prepares a node for batches of the given features.</summary>
    public static ScoreKernel Prepare(ScoreNode node, FeatureBatch features) => node switch
    {
        ScoreNode.Dot dot => new DotKernel(dot, features),
        ScoreNode.TreeEnsemble trees when MaskedTrees.CanHold(trees.Trees) => new TreeKernel(trees, features),
        ScoreNode.TreeEnsemble trees => new WalkKernel(trees, features.Width),
        ScoreNode.Gam gam => new GamKernel(gam, features),
        ScoreNode.Exponential exponential => new ExponentialKernel(Prepare(exponential.Logarithm, features)),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "unknown node"),
    };

    /// <summary>Computes one score a row into <paramref name="scores"/>, [rows].</summary>
    public abstract void Run(FeatureBatch features, Span<float> scores);
}

/// <summary>Exponential of another score.</summary>
internal sealed class ExponentialKernel(ScoreKernel logarithm) : ScoreKernel
{
    public override void Run(FeatureBatch features, Span<float> scores)
    {
        logarithm.Run(features, scores);
        foreach (ref var score in scores)
            score = (float)ExactMath.Exp(score);
    }
}

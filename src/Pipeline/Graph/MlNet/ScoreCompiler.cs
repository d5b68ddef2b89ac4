using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;

namespace Pipeline.Graph.MlNet;

/// <summary>Reads a score node from ML.NET's model parameters.</summary>
internal static class ScoreCompiler
{
    public static ScoreNode Compile(object model) => model switch
    {
        PoissonRegressionModelParameters poisson => new ScoreNode.Exponential(Dot(poisson)),
        LinearModelParameters linear => Dot(linear),
        FastTreeTweedieModelParameters tweedie => new ScoreNode.Exponential(new ScoreNode.TreeEnsemble([.. tweedie.TrainedTreeEnsemble.Trees.Select(Tree)], 1)),
        FastForestRegressionModelParameters forest =>
            new ScoreNode.TreeEnsemble([.. forest.TrainedTreeEnsemble.Trees.Select(Tree)], forest.TrainedTreeEnsemble.Trees.Count),
        FastForestBinaryModelParameters forest => new ScoreNode.TreeEnsemble([.. forest.TrainedTreeEnsemble.Trees.Select(Tree)], 1),
        TreeEnsembleModelParametersBasedOnRegressionTree trees => new ScoreNode.TreeEnsemble([.. trees.TrainedTreeEnsemble.Trees.Select(Tree)], 1),
        GamModelParametersBase gam => GamReader.Read(gam),
        _ => throw ChainCompiler.Unknown("the model", model.GetType()),
    };

    private static ScoreNode.Dot Dot(LinearModelParameters model) => new([.. model.Weights], model.Bias);

    private static Tree Tree(RegressionTreeBase tree)
    {
        // ML.NET gives 0 for a tree that never split, whatever its leaf says.
        if (tree.NumberOfNodes == 0 || tree.LeftChild[0] == 0)
            return new Tree([], [], [], [], [0], null);
        var categorical = tree.CategoricalSplitFlags.Any(flag => flag)
            ? Enumerable.Range(0, tree.NumberOfNodes)
                .Select(node => tree.CategoricalSplitFlags[node] ? tree.GetCategoricalSplitFeaturesAt(node).ToArray() : null).ToArray()
            : null;
        return new Tree([.. tree.NumericalSplitFeatureIndexes.Take(tree.NumberOfNodes)], [.. tree.NumericalSplitThresholds.Take(tree.NumberOfNodes)],
            [.. tree.LeftChild.Take(tree.NumberOfNodes)], [.. tree.RightChild.Take(tree.NumberOfNodes)], [.. tree.LeafValues], categorical);
    }
}

using NUnit.Framework;
using Pipeline.Graph;
using Pipeline.Graph.Onnx;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>The two ways through a forest: the bits are those of the C# kernels in both, whichever costs less.</summary>
[TestFixture]
internal sealed class TreeEmitterTests
{
    [TestCase(100, 30, true, TestName = "A_hundred_deep_trees_are_a_table")]
    [TestCase(400, 3, false, TestName = "Many_shallow_trees_are_walked")]
    [TestCase(5, 1, false, TestName = "A_single_level_is_walked")]
    public void Both_ways_come_to_the_same_leaves(int trees, int nodes, bool table)
    {
        var random = new Random(trees);
        var graph =
            Graphs.Regression(Graphs.Mixed,
                new ScoreNode.TreeEnsemble([.. Enumerable.Range(0, trees).Select(_ => Graphs.Tree(random, 15, nodes, Probes.Ordinary, [8, 9], [0, 13]))], 3));
        var operators = OnnxCompiler.ToModel(graph).Graph.Node.Select(node => node.OpType).ToList();

        // A walk chooses between two ways at every level, a table once.
        Assert.That(operators.Count(op => op == "GatherElements") >= operators.Count(op => op == "Where") + 2, Is.EqualTo(table));
        Parity.Check(graph, 300, Probes.Ordinary);
    }
}

using NUnit.Framework;
using Pipeline.Graph;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>A score does not depend on the size of the batch or the place in it, in either back end.</summary>
[TestFixture]
internal sealed class BatchParityTests
{
    private static IEnumerable<TestCaseData> Models()
    {
        var random = new Random(11);
        yield return Case("dot product", new ModelNode.Binary(Graphs.Dot(random, 15), new CalibratorNode.Platt(-1, 0.25), 0.5), 0);
        yield return Case("trees", new ModelNode.Binary(Graphs.Trees(random, 15, 20, 1, [8, 9], [0, 13]), Graphs.Isotonic(random, 9), 0.5), 0);
        yield return Case("additive", new ModelNode.Regression(Graphs.Gam(random, 15)), 0);
        yield return Case("plain soft-max", new ModelNode.PlainSoftMax([.. Enumerable.Range(0, 5).Select(_ => Graphs.Trees(random, 15, 9, 1))]), 5);
        yield return Case("soft-max", new ModelNode.SoftMax([.. Enumerable.Range(0, 5).Select(_ => Graphs.Dot(random, 15))]), 5);
    }

    private static TestCaseData Case(string name, ModelNode model, int classes) =>
        new TestCaseData(Graphs.Of(Graphs.Mixed, model, classes)).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Models))]
    public void Any_batch_gives_the_same_bits(ScoringGraph graph)
    {
        const int rows = 129;
        var input = Probes.Rows(graph, rows, new Random(1));
        var expected = Parity.Managed(graph, input);

        foreach (var capacity in (int[])[1, 2, 7, rows - 1, rows, rows + 1, 8192])
            Bits.AssertSame(Parity.Onnx(graph, input, capacity), expected);
    }

    [TestCaseSource(nameof(Models))]
    public void A_full_batch_of_8192_gives_the_same_bits(ScoringGraph graph)
    {
        var input = Probes.Rows(graph, 8192 + 3, new Random(2));

        Bits.AssertSame(Parity.Onnx(graph, input, 8192), Parity.Managed(graph, input));
    }
}

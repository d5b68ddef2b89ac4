using NUnit.Framework;
using Pipeline.Graph;
using Pipeline.Graph.Onnx;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>Wide, deep and many: the number of nodes stays near a thousand, and the bits stay the same.</summary>
[TestFixture]
internal sealed class GraphSizeTests
{
    private static readonly CalibratorNode platt = new CalibratorNode.Platt(-1, 0);

    private static IEnumerable<TestCaseData> Large()
    {
        var random = new Random(1);
        yield return Case("256 numbers", Graphs.Of([Graphs.Plain(256)], new ModelNode.Binary(Graphs.Dot(random, 256), platt, 0.5)), 620);
        yield return Case("10,000 numbers", Graphs.Of([Graphs.Plain(10_000)], new ModelNode.Binary(Graphs.Dot(random, 10_000), platt, 0.5)), 400);
        yield return Case("1,000 categories", Graphs.Of([Graphs.Categories(0, 1000)], new ModelNode.Binary(Graphs.Dot(random, 1000), platt, 0.5)), 60);
        yield return Case("300 classes",
            Graphs.Of([Graphs.Plain(20)], new ModelNode.SoftMax([.. Enumerable.Range(0, 300).Select(_ => Graphs.Dot(random, 20))]), 300), 700);
        yield return Case("1,000 trees", Graphs.Of([Graphs.Plain(30)], new ModelNode.Binary(Graphs.Trees(random, 30, 1000, 1), platt, 0.5)), 1200);
        yield return Case("7 classes of 100 trees",
            Graphs.Of([Graphs.Plain(30)], new ModelNode.OneVersusAll([.. Enumerable.Range(0, 7).Select(_ => (Graphs.Trees(random, 30, 100, 1), platt))]), 7),
            400);
    }

    private static TestCaseData Case(string name, ScoringGraph graph, int most) => new TestCaseData(graph, most).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Large))]
    public void Large_models(ScoringGraph graph, int most)
    {
        var model = OnnxCompiler.ToModel(graph);

        TestContext.Out.WriteLine($"{TestContext.CurrentContext.Test.Name} | {model.Graph.Node.Count} nodes | {model.CalculateSize() / 1024} KiB");
        Assert.That(model.Graph.Node.Count, Is.LessThan(most));
        Parity.Check(graph, 40);
    }
}

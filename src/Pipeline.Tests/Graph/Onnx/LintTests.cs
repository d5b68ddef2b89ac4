using NUnit.Framework;
using Pipeline.Graph;
using Pipeline.Graph.Onnx;
using Pipeline.Graph.Onnx.Schema;
using Pipeline.Model;
using Pipeline.Scoring.Onnx;
using Pipeline.Tests.Support;
using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>An exact graph holds single IEEE operations and moves of data only, before and after ONNX Runtime has optimised it.</summary>
[TestFixture]
internal sealed class LintTests
{
    private static IEnumerable<TestCaseData> Everything()
    {
        var random = new Random(1);
        ScoreNode[] scores =
            [Graphs.Dot(random, 15), Graphs.Trees(random, 15, 9, 3, [8, 9], [0, 13]), Graphs.Gam(random, 15),
                new ScoreNode.Exponential(Graphs.Dot(random, 15))];
        CalibratorNode[] calibrators = [new CalibratorNode.Platt(-1, 0), Graphs.Isotonic(random, 9)];
        foreach (var score in scores)
        {
            yield return new TestCaseData(Graphs.Regression(Graphs.Mixed, score)).SetArgDisplayNames(score.GetType().Name);
            foreach (var calibrator in calibrators)
                yield return new TestCaseData(Graphs.Of(Graphs.Mixed, new ModelNode.Binary(score, calibrator, 0.5)))
                    .SetArgDisplayNames(score.GetType().Name, calibrator.GetType().Name);
        }
        yield return new TestCaseData(Graphs.Of(Graphs.Mixed, new ModelNode.SoftMax(scores), 4)).SetArgDisplayNames("SoftMax");
        yield return new TestCaseData(Graphs.Of(Graphs.Mixed, new ModelNode.PlainSoftMax(scores), 4)).SetArgDisplayNames("PlainSoftMax");
        yield return new TestCaseData(Graphs.Of(Graphs.Mixed, new ModelNode.OneVersusAll([.. scores.Select((score, k) => (score, calibrators[k % 2]))]), 4))
            .SetArgDisplayNames("OneVersusAll");
        var table = Enumerable.Range(0, 3).Select(k => Enumerable.Range(0, 15).Select(slot => -0.1 * (k + slot)).ToArray()).ToArray();
        yield return new TestCaseData(Graphs.Of(Graphs.Mixed, new ModelNode.NaiveBayes([-1, -1, -1], [-9, -9, -9], table, table), 3))
            .SetArgDisplayNames("NaiveBayes");
        yield return new TestCaseData(Graphs.Regression([Graphs.Columns(NumericType.Double, new Scaler.LogNormalCdf([1], [2]), -0.0)],
            new ScoreNode.Dot([1], 0))).SetArgDisplayNames("LogNormalCdf");
    }

    [TestCaseSource(nameof(Everything))]
    public void Before_and_after_the_optimiser(ScoringGraph graph)
    {
        using var scratch = new Scratch();
        new OnnxSession(graph, 64, scratch.At("optimized.onnx")).Dispose();
        var (model, optimized) = (OnnxCompiler.ToModel(graph), ModelProto.Parser.ParseFrom(File.ReadAllBytes(scratch.At("optimized.onnx"))));

        TestContext.Out.WriteLine($"{model.Graph.Node.Count} nodes, optimised {optimized.Graph.Node.Count}: "
            + $"{string.Join(' ', optimized.Graph.Node.Select(node => node.OpType).Distinct().Order(StringComparer.Ordinal))}");
        Lint.AssertExact(model);
        Assert.That(Lint.Foreign(optimized), Is.Empty);
        Assert.That(optimized.OpsetImport.Where(opset => opset.Domain.Length == 0).Select(opset => opset.Version), Is.EqualTo([21L]));
    }

    [Test]
    public void The_same_graph_gives_the_same_bytes()
    {
        static byte[] Compile() => OnnxCompiler.Compile(Graphs.Of(Graphs.Mixed,
            new ModelNode.Binary(Graphs.Trees(new Random(1), 15, 9, 3, [8, 9], [0, 13]), Graphs.Isotonic(new Random(1), 9), 0.5)));
        var first = Compile();

        Assert.That(Compile(), Is.EqualTo(first));
    }

    [Test]
    public void Inputs_without_columns_are_absent_and_outputs_are_named_and_typed()
    {
        var model =
            OnnxCompiler.ToModel(Graphs.Of(Graphs.Mixed, new ModelNode.SoftMax([.. Enumerable.Range(0, 3).Select(seed => Graphs.Dot(new Random(seed), 15))]),
                3));

        Assert.That(model.Graph.Input.Select(Describe), Is.EqualTo(["numeric Float [N, 3]", "numeric_double Double [N, 2]", "categories Int32 [N, 2]"]));
        Assert.That(model.Graph.Output.Select(Describe), Is.EqualTo(["Score Float [N, 3]", "Probability Float [N, 3]", "PredictedLabel Int64 [N, 1]"]));
        Assert.That(OnnxCompiler.ToModel(Graphs.Regression([Graphs.Plain(2)], Graphs.Dot(new Random(1), 2))).Graph.Input.Select(Describe),
            Is.EqualTo(["numeric Float [N, 2]"]));
    }

    [Test]
    public void A_writer_refuses_what_is_not_exact_or_has_no_kernel()
    {
        var writer = new GraphWriter();
        var (x, b) = (writer.Input("x", DataType.Float, 1), writer.Input("b", DataType.Bool, 1));

        Assert.That(() => writer.Add("MatMul", DataType.Float, DataType.Float, x.Shape, [x, x]),
            Throws.InvalidOperationException.With.Message.EqualTo("MatMul of Float is not an operator of an exact graph"));
        Assert.That(() => writer.Where(b, b, b), Throws.InvalidOperationException);
        Assert.That(() => writer.Add("Exp", DataType.Double, DataType.Double, x.Shape, [x]), Throws.InvalidOperationException);
    }

    [Test]
    public void A_foreign_node_is_seen()
    {
        var model = OnnxCompiler.ToModel(Graphs.Regression([Graphs.Plain(2)], Graphs.Dot(new Random(1), 2)));
        model.Graph.Node.Add(new NodeProto { OpType = "FusedGemm", Domain = "com.microsoft", Input = { "numeric" } });
        model.Graph.Node.Add(new NodeProto
        {
            OpType = "Sqrt",
            Input = { model.Graph.Initializer.First(constant => constant.DataType == (int)DataType.Int64).Name }
        });

        Assert.That(Lint.Foreign(model), Is.EqualTo(["com.microsoft:FusedGemm"]));
        Assert.That(Lint.WrongTypes(model), Does.Contain("Sqrt of Int64"));
    }

    [Test]
    public void Parts_that_are_too_many_or_uneven_are_seen()
    {
        var model = OnnxCompiler.ToModel(Graphs.Regression([Graphs.Plain(2)], Graphs.Dot(new Random(1), 2)));
        var writer = new GraphWriter();
        var x = writer.Input("x", DataType.Float, 100);
        writer.Output("y", writer.Concat([.. writer.Split(x, [.. Enumerable.Repeat(1L, 70), 5, 5, 20], 1)], 1), 100);
        var even = writer.ToModel();
        var uneven = even.Clone();
        uneven.Graph.Node.Last(node => node.OpType == "Split").Output.Add("more");
        uneven.Graph.Initializer.First(constant => constant.Name == uneven.Graph.Node.First(node => node.OpType == "Split").Input[1])
            .RawData = Google.Protobuf.ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes<long>([1, 2]));
        uneven.Graph.Node.First(node => node.OpType == "Concat").Input.Add(Enumerable.Repeat("x", 32));

        Assert.That(Lint.TooManyParts(model).Concat(Lint.TooManyParts(even)), Is.Empty);
        Assert.That(Lint.TooManyParts(uneven), Has.Count.EqualTo(2));
    }

    private static string Describe(ValueInfoProto value)
    {
        var sizes = value.Type.TensorType.Shape.Dim.Select(size => size.DimParam.Length > 0 ? size.DimParam : $"{size.DimValue}");
        return $"{value.Name} {(DataType)value.Type.TensorType.ElemType} [{string.Join(", ", sizes)}]";
    }
}

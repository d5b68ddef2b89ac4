using NUnit.Framework;
using Pipeline.Graph;
using Pipeline.Graph.Onnx;
using Pipeline.Kernels;
using Pipeline.Model;
using Pipeline.Tests.Graph.Onnx;
using Pipeline.Verification;

namespace Pipeline.Tests.Graph;

[TestFixture]
internal sealed class FastPassTests
{
    private static IEnumerable<TestCaseData> Linear()
    {
        var random = new Random(31);
        // Offsets that are large against what is left, and a block that is scaled as a whole.
        IReadOnlyList<FeatureBlock> scaled =
            [Graphs.Columns(NumericType.Single, new Scaler.Affine([100, 0.25, -3], [1.5, 0.01, -0.7]), 0.5, double.NaN, 1),
                new FeatureBlock.Missing([1], new Scaler.Affine([0.5], [2])),
                Graphs.Categories(0, 4, 2, new Scaler.Affine([0.1, 0.2, 0.3, 0.4], [1, 2, 3, 4]))];
        foreach (var (name, blocks, width) in new[] { ("mixed", Graphs.Mixed, 15), ("scaled", scaled, 8),
            ("wide",
                [Graphs.Columns(NumericType.Single,
                    new Scaler.Affine([.. Enumerable.Range(0, 300).Select(i => i / 7.0)], [.. Enumerable.Range(0, 300).Select(i => 1 / (1.0 + i))]),
                    new double[300])], 300) })
        {
            yield return new TestCaseData(Graphs.Regression(blocks, Graphs.Dot(random, width))).SetArgDisplayNames(name, "dot product");
            foreach (var activation in Enum.GetValues<Activation>())
                yield return new TestCaseData(Graphs.Regression(blocks, Graphs.Dot(random, 6)) with
                { Layers = [Graphs.Layer(random, width, 9, activation), Graphs.Layer(random, 9, 6, activation)] })
                        .SetArgDisplayNames(name, $"network of {activation}");
        }
    }

    [TestCaseSource(nameof(Linear))]
    public void Scores_are_within_the_bound_in_both_back_ends(ScoringGraph exact)
    {
        var fast = FastPass.Apply(exact);
        var input = Ordinary(exact, 500);
        var expected = Parity.Managed(exact, input).Score.ToArray();
        var (managed, onnx) = (Parity.Managed(fast, input).Score.ToArray(), Parity.Onnx(fast, input, 500).Score.ToArray());

        var bounds = new FastSums(exact).Of(input, [(ScoreNode.Dot)((ModelNode.Regression)exact.Model).Score])[0];
        var (most, different) = (0.0, 0);
        for (var row = 0; row < input.Rows; row++)
        {
            var bound = bounds[row];
            most = Math.Max(most, Math.Max(Math.Abs((double)managed[row] - expected[row]), Math.Abs((double)onnx[row] - expected[row])) / bound);
            different += managed[row] != expected[row] || onnx[row] != expected[row] ? 1 : 0;
        }
        TestContext.Out.WriteLine($"at most {most:P1} of the bound; {different} of {input.Rows} scores differ");
        Assert.That(most, Is.LessThanOrEqualTo(1));
        Assert.That(different, Is.Positive, "a fast graph that never differs was not fast");
    }

    [TestCaseSource(nameof(Linear))]
    public void The_order_is_free_and_the_normalizer_gone(ScoringGraph exact)
    {
        var model = OnnxCompiler.ToModel(FastPass.Apply(exact));

        Assert.That(Lint.Foreign(model), Is.EqualTo([":Gemm"]));
        Assert.That(model.Graph.Node.Count(node => node.OpType == "Gemm"), Is.EqualTo(1 + exact.Layers.Count));
        Assert.That(FastPass.Apply(exact).Blocks.OfType<FeatureBlock.OneHot>().Select(block => block.Scaler), Is.All.Null);
        Assert.That(Lint.Foreign(OnnxCompiler.ToModel(exact)), Is.Empty);
    }

    [Test]
    public void A_double_column_stays_scaled_in_double()
    {
        var exact =
            Graphs.Regression([Graphs.Columns(NumericType.Double, new Scaler.Affine([1e8], [0.25]), 0), Graphs.Categories(0, 2)],
                new ScoreNode.Dot([1, 2, 3], 0));

        Assert.That(FastPass.Apply(exact).Blocks, Is.EqualTo(exact.Blocks));
    }

    [Test]
    public void A_scale_that_float32_cannot_hold_stays_where_it_is()
    {
        var exact = Graphs.Regression([Graphs.Columns(NumericType.Single, new Scaler.Affine([], [1e30]), 0)], new ScoreNode.Dot([1e20f], 0));

        Assert.That(FastPass.Apply(exact).Blocks, Is.EqualTo(exact.Blocks));
    }

    [Test]
    public void Models_that_compare_and_look_up_are_left_as_they_are()
    {
        var random = new Random(1);
        var table = Enumerable.Range(0, 3).Select(k => new double[15]).ToArray();
        ModelNode[] models =
            [new ModelNode.Regression(Graphs.Trees(random, 15, 5, 1)), new ModelNode.Regression(Graphs.Gam(random, 15)),
                new ModelNode.NaiveBayes([0, 0, 0], [0, 0, 0], table, table)];
        foreach (var model in models)
        {
            var graph = Graphs.Of(Graphs.Mixed, model, 3);
            Assert.That(FastPass.Apply(graph), Is.SameAs(graph));
            Assert.That(FastPass.HasOwnKernels(graph), Is.False);
            Assert.That(FastBound.Describe(graph), Does.StartWith("the same as exact"));
        }
    }

    [Test]
    public void The_bound_is_told_with_its_sizes()
    {
        var dot = Graphs.Regression(Graphs.Mixed, Graphs.Dot(new Random(1), 15));
        var network = Graphs.Regression(Graphs.Mixed, Graphs.Dot(new Random(1), 6)) with { Layers = [Graphs.Layer(new Random(1), 15, 6, Activation.Relu)] };

        Assert.That(FastBound.Describe(dot),
            Is.EqualTo("each sum of n products is within (n + 6)·2^-24·(|bias| + Σ|weight·scale|·(|x| + |offset|)) of exact; here n = 15"));
        Assert.That(FastBound.Describe(network), Does.EndWith("here n = 15, 6, each layer adding Σ|weight| times the error of the one before"));
        Assert.That((FastPass.HasOwnKernels(FastPass.Apply(dot)), FastPass.HasOwnKernels(FastPass.Apply(network))), Is.EqualTo((false, true)));
    }

    [Test]
    public void A_fast_writer_takes_Gemm_of_float32_alone()
    {
        var writer = new GraphWriter(Precision.Fast);
        var x = writer.Input("x", Pipeline.Graph.Onnx.Schema.TensorProto.Types.DataType.Double, 1);

        Assert.That(() => writer.Add("Gemm", x.Type, x.Type, x.Shape, [x, x]),
            Throws.InvalidOperationException.With.Message.EqualTo("Gemm of Double is not an operator of a fast graph"));
    }

    /// <summary>Rows of ordinary numbers: a bound of an infinite score says nothing.</summary>
    private static KernelInput Ordinary(ScoringGraph graph, int rows)
    {
        var random = new Random(rows);
        return new KernelInput([.. graph.Signature.Numeric.Select(_ => Enumerable.Range(0, rows)
            .Select(_ => random.Next(20) == 0 ? 0.0 : (double)(float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 4)))).ToArray())],
            [.. graph.Signature.Categorical.Select((_, column) => Enumerable.Range(0, rows)
                .Select(_ => random.Next(-2, graph.Blocks.OfType<FeatureBlock.OneHot>().First(block => block.Column == column).Width)).ToArray())], rows);
    }
}

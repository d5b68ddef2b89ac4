using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using NUnit.Framework;
using Pipeline.Graph;
using Pipeline.Graph.Foreign;
using Pipeline.Kernels;
using Pipeline.Model;
using Pipeline.Tests.Graph.Onnx;

namespace Pipeline.Tests.Graph.Foreign;

/// <summary>Foreign models as graphs of this program, in its kernels: held to the scores of the programs that they come from, and to ONNX Runtime.</summary>
[TestFixture]
internal sealed class ForeignCompilerTests
{
    private const double Tolerance = 2e-5;

    private static IEnumerable<ForeignCase> Right => ForeignCase.All.Where(each => each.Verdict.StartsWith("accept", StringComparison.Ordinal));

    [TestCaseSource(nameof(Right))]
    public void A_file_scores_in_the_kernels_as_its_own_program(ForeignCase file)
    {
        var network = Compiled(file.Read());
        var (rows, features) = file.Inputs();

        ForeignFileTests.AssertNear(Score(network, rows, rows.Length / features), file.Expected(), Tolerance, file.File);
    }

    [TestCaseSource(nameof(Right))]
    public void Compiled_it_is_a_function_of_its_row_to_the_bit(ForeignCase file)
    {
        var network = Compiled(file.Read());
        var (rows, features) = file.Inputs();

        Assert.That(BehaviourProof.Find((batch, count) => Score(network, batch, count), rows, features), Is.Empty);
    }

    [TestCase("digits.onnx", ForeignLink.None, 2, 10)]
    [TestCase("digits-own-scaler.onnx", ForeignLink.SoftMax, 2, 10)]
    [TestCase("breast-cancer.onnx", ForeignLink.None, 1, 1)]
    [TestCase("sklearn-lr.onnx", ForeignLink.Logistic, 0, 2)]
    [TestCase("sklearn-mlp-zipmap.onnx", ForeignLink.LogisticPair, 1, 1)]
    [TestCase("lightgbm.onnx", ForeignLink.LogisticPair, 0, 1)]
    public void Batch_normalization_is_gone_and_the_link_is_known(string file, ForeignLink link, int layers, int scores)
    {
        var network = Compiled(ForeignCase.Of(file).Read());

        Assert.That((network.Link, network.Layers.Count, network.Scores.Count), Is.EqualTo((link, layers, scores)));
    }

    [Test]
    public void A_missing_value_goes_where_the_foreign_tree_sends_it()
    {
        var file = ForeignCase.Of("lightgbm.onnx");
        var network = Compiled(file.Read());
        var (rows, features) = file.Inputs();
        for (var i = 0; i < rows.Length; i += 7)
            rows[i] = i % 3 == 0 ? float.NaN : i % 3 == 1 ? float.PositiveInfinity : rows[i];
        using var session = new InferenceSession(file.Path);

        var theirs = ForeignCase.Run(session, "probabilities", rows, rows.Length / features);

        ForeignFileTests.AssertNear(Score(network, rows, rows.Length / features), [.. theirs.Select(score => (double)score)], 1e-6, file.File);
    }

    [TestCase("BRANCH_LEQ", 0)]
    [TestCase("BRANCH_LEQ", 1)]
    [TestCase("BRANCH_LT", 0)]
    [TestCase("BRANCH_LT", 1)]
    [TestCase("BRANCH_GT", 0)]
    [TestCase("BRANCH_GT", 1)]
    [TestCase("BRANCH_GTE", 0)]
    [TestCase("BRANCH_GTE", 1)]
    public void Every_comparison_of_a_tree_at_its_threshold_beside_it_and_at_missing_values(string mode, int tracksTrue)
    {
        float[] thresholds = [0.5f, -0f, 0f, -3];
        foreach (var threshold in thresholds)
        {
            var sketch = new ModelSketch().Input("x", 0, 1).Output("y", 0, 1).Node("ai.onnx.ml.TreeEnsembleRegressor", "x", "y",
                ("nodes_treeids", (long[])[0, 0, 0]), ("nodes_nodeids", (long[])[0, 1, 2]), ("nodes_featureids", (long[])[0, 0, 0]),
                ("nodes_values", (float[])[threshold, 0, 0]), ("nodes_modes", (string[])[mode, "LEAF", "LEAF"]), ("nodes_truenodeids", (long[])[1, 0, 0]),
                ("nodes_falsenodeids", (long[])[2, 0, 0]), ("nodes_missing_value_tracks_true", (long[])[tracksTrue, 0, 0]), ("n_targets", 1),
                ("target_treeids", (long[])[0, 0]), ("target_nodeids", (long[])[1, 2]), ("target_ids", (long[])[0, 0]), ("target_weights", (float[])[1, 2]));
            sketch.Proto.OpsetImport.Add(new Pipeline.Graph.Onnx.Schema.OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 3 });
            float[] rows = [.. Probes.Around(threshold), .. Probes.Specials];

            HoldToRuntime(sketch, rows, 0);
        }
    }

    private static IEnumerable<TestCaseData> Networks()
    {
        static ModelSketch Sketch() => new ModelSketch().Input("x", 0, 4).Output("y", 0, 2).Floats("w", [4, 3], [.. Enumerable.Range(0, 12).Select(i =>
            (i - 5.5f) / 7)])
            .Floats("v", [2, 3], 0.3f, -1.1f, 0.7f, -0.2f, 0.9f, 1.3f).Floats("b", [3], 0.1f, -0.2f, 0.3f).Floats("c", [1, 2], 0.5f, -0.25f)
            .Floats("s", [3], 1.5f, 0.7f, -2).Floats("m", [3], 0.2f, -0.4f, 0.1f).Floats("d", [3], 0.5f, 2, 1.25f).Floats("four", [4], 3, -2, 0.5f, 8)
            .Floats("zero", [], 0).Floats("two", [1], 2);
        TestCaseData Case(string name, ModelSketch sketch) => new TestCaseData(sketch).SetArgDisplayNames(name);
        yield return Case("MatMul, Add, Relu, Gemm", Sketch().Node("MatMul", "x w", "h").Node("Add", "b h", "i").Node("Relu", "i", "j")
            .Node("Gemm", "j v c", "y", ("transB", 1), ("alpha", 0.5f), ("beta", 3f)));
        yield return Case("no bias", Sketch().Node("Gemm", "x w", "h").Node("Tanh", "h", "i").Node("Gemm", "i v", "y", ("transB", 1)));
        yield return Case("batch norm before and after", Sketch().Node("MatMul", "x w", "h").Node("BatchNormalization", "h s b m d", "i", ("epsilon", 0.01f))
            .Node("Relu", "i", "j").Node("BatchNormalization", "j d m b s2", "k").Node("Gemm", "k v c", "y", ("transB", 1)).Floats("s2", [3], 1, 2, 3));
        yield return Case("own scaler", Sketch().Node("Sub", "x four", "g").Node("Div", "g four", "h").Node("MatMul", "h w", "i").Node("Sigmoid", "i", "j")
            .Node("Gemm", "j v c", "y", ("transB", 1)));
        yield return Case("no activation between", Sketch().Node("MatMul", "x w", "h").Node("Gemm", "h v c", "y", ("transB", 1)));
        yield return Case("leaky", Sketch().Node("MatMul", "x w", "h").Node("LeakyRelu", "h", "i", ("alpha", 0.2f)).Node("PRelu", "i s", "j")
            .Node("Gemm", "j v c", "k", ("transB", 1)).Node("LeakyRelu", "k", "y"));
        yield return Case("steps that do nothing", Sketch().Node("Identity", "x", "f").Node("Dropout", "f", "g").Node("Flatten", "g", "h")
            .Node("Cast", "h", "i", ("to", 1)).Node("MatMul", "i w", "j").Node("Gemm", "j v", "k", ("transB", 1)).Node("Softmax", "k", "y", ("axis", -1)));
        yield return Case("arithmetic", Sketch().Node("MatMul", "x w", "h").Node("Sub", "two h", "i").Node("Mul", "i s", "j").Node("Neg", "j", "k").Node("Relu",
            "k", "l")
            .Node("Gemm", "l v c", "y", ("transB", 1)));
        yield return Case("activation of the input", Sketch().Node("Tanh", "x", "h").Node("MatMul", "h w", "i").Node("Gemm", "i v c", "y", ("transB", 1)));
    }

    [TestCaseSource(nameof(Networks))]
    public void A_network_gives_what_ONNX_Runtime_gives(ModelSketch sketch)
    {
        var random = new Random(1);
        HoldToRuntime(sketch, [.. Enumerable.Range(0, 400).Select(_ => (random.NextSingle() - 0.5f) * 6)], Tolerance);
    }

    [TestCaseSource(nameof(Networks))]
    public void Both_back_ends_say_the_same_of_it_to_the_bit(ModelSketch sketch)
    {
        var network = Compiled(sketch.Model);

        foreach (var score in network.Scores)
            Parity.Check(Graphs.Regression(network.Blocks, score) with { Layers = network.Layers }, 50);
    }

    [TestCase("LayerNormalization", "node 1 'layernormalization' (LayerNormalization): the operator LayerNormalization")]
    [TestCase("Elu", "node 1 'elu' (Elu): the operator Elu")]
    [TestCase("Erf", "node 1 'erf' (Erf): the operator Erf")]
    public void What_no_graph_can_say_is_named(string op, string expected)
    {
        var sketch = new ModelSketch().Floats("w", [4, 4], new float[16]).Node("MatMul", "x w", "h").Node(op, op == "LayerNormalization" ? "h s" : "h", "y")
            .Floats("s", [4], 1, 1, 1, 1);

        var (network, reasons) = ForeignCompiler.Compile(sketch.Model);

        Assert.That(network, Is.Null);
        Assert.That(reasons.Select(reason => $"{reason.Where}: {reason.Found}"), Is.EqualTo([expected]));
    }

    [Test]
    public void Arithmetic_in_float16_a_label_and_two_ways_that_join_are_not_compiled()
    {
        static string Reason(ForeignModel model, string? output = null) => ForeignCompiler.Compile(model, output).Reasons.Single().Found;

        Assert.That(Reason(ForeignCase.Of("digits-float16.onnx").Read()), Is.EqualTo("the operator Cast"));
        Assert.That(Reason(ForeignCase.Of("sklearn-lr.onnx").Read(), "label"),
            Is.EqualTo("the label: ask for the output with the probabilities, from which it follows"));
        Assert.That(Reason(new ModelSketch().Node("Relu", "x", "h").Node("Add", "x h", "y").Model), Is.EqualTo("2 inputs that are no constants"));
    }

    private static ForeignNetwork Compiled(ForeignModel model)
    {
        var (network, reasons) = ForeignCompiler.Compile(model);
        Assert.That(reasons.Select(reason => reason.In(model.File).ToString()), Is.Empty);
        return network!;
    }

    private static void HoldToRuntime(ModelSketch sketch, float[] rows, double tolerance)
    {
        var network = Compiled(sketch.Model);
        using var session = new InferenceSession(sketch.Proto.ToByteArray());
        var theirs = ForeignCase.Run(session, "y", rows, rows.Length / network.Features);
        ForeignFileTests.AssertNear(Score(network, rows, rows.Length / network.Features), [.. theirs.Select(score => (double)score)], tolerance + 1e-12,
            "sketch");
    }

    /// <summary>What the kernels say, [count, outputs].</summary>
    private static float[] Score(ForeignNetwork network, float[] rows, int count)
    {
        var numbers = Enumerable.Range(0, network.Features).Select(column =>
            Enumerable.Range(0, count).Select(row => (double)rows[(row * network.Features) + column]).ToArray()).ToArray();
        Predictions Run(ModelNode model)
        {
            var graph = Graphs.Of(network.Blocks, model, model is ModelNode.Regression ? 0 : network.Scores.Count) with { Layers = network.Layers };
            GraphShape.Require(graph);
            var predictions = new Predictions(graph.Signature.Task, graph.Signature.Classes.Count);
            new GraphKernel(graph, count).Run(new KernelInput(numbers, [], count), predictions);
            return predictions;
        }

        switch (network.Link)
        {
            case ForeignLink.None:
                var columns = network.Scores.Select(score => Run(new ModelNode.Regression(score)).Score.ToArray()).ToList();
                return [.. Enumerable.Range(0, count).SelectMany(row => columns.Select(column => column[row]))];
            case ForeignLink.SoftMax:
                return Run(network.ToModel(TaskKind.Multiclass)!).Score.ToArray();
            default:
                return [.. Run(network.ToModel(TaskKind.Binary)!).Probability.ToArray().SelectMany(p => (float[])[1 - p, p])];
        }
    }
}

using NUnit.Framework;
using Pipeline.Graph.Foreign;
using Pipeline.Graph.Onnx.Schema;
using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Tests.Graph.Foreign;

/// <summary>Rules that look at nodes, weights and the interface: each finds its fault, and is silent where all is well.</summary>
[TestFixture]
internal sealed class OnnxLintTests
{
    private const string Norm = "x s b m v";

    [TestCase(14, 1, "y", "Refuse batch-norm-training training_mode")]
    [TestCase(14, 0, "y", "")]
    [TestCase(13, 0, "y mean var", "Refuse batch-norm-training outputs")]
    [TestCase(13, 0, "y", "")]
    [TestCase(6, 0, "y", "Refuse batch-norm-training is_test")]
    public void Batch_normalization_by_the_rows_at_hand(long opset, int training, string outputs, string expected)
    {
        var sketch = Statistics(new ModelSketch(opset)).Node("BatchNormalization", Norm, outputs, ("training_mode", training));

        Assert.That(Texts(sketch), Is.EqualTo(expected));
    }

    [Test]
    public void Batch_normalization_of_old_in_test_mode_is_right()
    {
        Assert.That(Texts(Statistics(new ModelSketch(6)).Node("BatchNormalization", Norm, "y", ("is_test", 1))), Is.Empty);
    }

    [Test]
    public void Statistics_that_are_inputs_or_computed_or_never_trained()
    {
        var input = Vector(Vector(Vector(new ModelSketch().Input("x", 0, 4).Input("m", 4), "s", 1), "b", 0), "v", 2).Node("BatchNormalization", Norm, "y");
        var computed = Vector(Vector(new ModelSketch(), "s", 1), "b", 0).Node("ReduceMean", "x", "m", ("axes", (long[])[0]), ("keepdims", 0))
            .Node("ReduceMean", "x", "v", ("axes", (long[])[0]), ("keepdims", 0)).Node("BatchNormalization", Norm, "y");
        var fresh = Vector(Vector(Vector(Vector(new ModelSketch(), "s", 1), "b", 0), "m", 0), "v", 1).Node("BatchNormalization", Norm, "y");

        Assert.That(Texts(input), Is.EqualTo("Refuse weights-as-inputs , Refuse batch-norm-statistics input 3 (mean)"));
        Assert.That(Texts(computed), Is.EqualTo("Refuse batch-norm-statistics input 3 (mean), Refuse batch-norm-statistics input 4 (variance), "
            + "Refuse mixes-rows axes, Refuse mixes-rows axes"));
        Assert.That(Texts(fresh), Is.EqualTo("Refuse batch-norm-default inputs 3 and 4 (mean, variance)"));
    }

    [TestCase(13, "x", "")]
    [TestCase(13, "x r", "")]
    [TestCase(13, "x r on", "Refuse dropout-active input 2 (training_mode)")]
    [TestCase(13, "x _ on", "Refuse dropout-active input 2 (training_mode)")]
    [TestCase(13, "x r off", "")]
    [TestCase(13, "x none on", "")]
    [TestCase(13, "x r computed", "Refuse dropout-active input 2 (training_mode)")]
    public void Dropout_that_drops(long opset, string inputs, string expected)
    {
        var sketch = new ModelSketch(opset).Floats("r", [], 0.5f).Floats("none", [], 0).Truth("on", true).Truth("off", false)
            .Node("Not", "off", "computed").Node("Dropout", inputs, "y");

        Assert.That(Texts(sketch), Is.EqualTo(expected));
    }

    [TestCase(6, 0, "Refuse dropout-active is_test")]
    [TestCase(6, 1, "")]
    [TestCase(7, 0, "")]
    public void Dropout_of_old(long opset, int test, string expected)
    {
        Assert.That(Texts(new ModelSketch(opset).Node("Dropout", "x", "y", ("is_test", test))), Is.EqualTo(expected));
    }

    [TestCase("RandomNormalLike", "x")]
    [TestCase("RandomUniformLike", "x")]
    [TestCase("Bernoulli", "x")]
    [TestCase("Multinomial", "x")]
    [TestCase("RandomNormal", "")]
    [TestCase("RandomUniform", "")]
    public void Random_numbers(string op, string inputs)
    {
        var sketch = new ModelSketch().Node(op, inputs, "r", ("shape", (long[])[1, 4])).Node("Add", "x r", "y");

        Assert.That(Texts(sketch), Does.StartWith("Refuse random "));
    }

    [Test]
    public void Random_numbers_inside_a_function_or_a_branch_are_found_where_they_are()
    {
        var inside = new ModelSketch().Node("own.Noise", "x", "y");
        inside.Proto.OpsetImport.Add(new OperatorSetIdProto { Domain = "own", Version = 1 });
        inside.Proto.Functions.Add(new FunctionProto
        {
            Domain = "own",
            Name = "Noise",
            Input = { "a" },
            Output = { "b" },
            OpsetImport = { new OperatorSetIdProto { Version = 17 } },
            Node = { ModelSketch.Make("RandomNormalLike", "a", "r"), ModelSketch.Make("Add", "a r", "b") },
        });
        var branch = new GraphProto { Name = "then", Node = { ModelSketch.Make("Bernoulli", "x", "z") }, Output = { ModelSketch.Value("z", 0, 4) } };
        var branched = new ModelSketch().Truth("c", true).Node("If", "c", "y", ("then_branch", branch), ("else_branch", branch.Clone()));

        Assert.That(OnnxLint.Look(inside.Model).Select(finding => $"{finding.Code} {finding.Where}"),
            Is.EqualTo(["random function 'Noise', node 0 'randomnormallike' (RandomNormalLike)", "unproven node 0 'noise' (own.Noise)"]));
        Assert.That(OnnxLint.Look(branched.Model).Select(finding => $"{finding.Code} {finding.Where}"), Is.EqualTo(
        [
            "control-flow node 0 'if' (If)", "random node 0 'if' (If), then_branch, node 0 'bernoulli' (Bernoulli)",
            "random node 0 'if' (If), else_branch, node 0 'bernoulli' (Bernoulli)", "unproven node 0 'if' (If)",
        ]));
    }

    [Test]
    public void Loops_are_refused_and_sequences_are_said()
    {
        var body = new GraphProto
        {
            Name = "body",
            Node = { ModelSketch.Make("Relu", "a", "c") },
            Input = { ModelSketch.Value("a", 4) },
            Output = { ModelSketch.Value("c", 4) },
        };

        Assert.That(Texts(new ModelSketch().Node("Scan", "x", "y", ("body", body), ("num_scan_inputs", 1))), Does.StartWith("Refuse control-flow "));
        Assert.That(Texts(new ModelSketch().Node("SplitToSequence", "x", "s", ("axis", 1)).Node("ConcatFromSequence", "s", "y", ("axis", 1))),
            Does.StartWith("Warn control-flow , Warn control-flow "));
    }

    [TestCase(DataType.Float16, "Warn precision ")]
    [TestCase(DataType.Bfloat16, "Warn precision ")]
    [TestCase(DataType.Int8, "Warn precision ")]
    [TestCase(DataType.Float, "")]
    [TestCase(DataType.Double, "")]
    public void Weights_of_little_precision(DataType type, string expected)
    {
        var sketch = new ModelSketch().Node("Relu", "x", "y");
        sketch.Proto.Graph.Initializer.Add(new TensorProto { Name = "w", DataType = (int)type, Dims = { 0 } });

        Assert.That(Texts(sketch), Is.EqualTo(expected));
    }

    [Test]
    public void Weights_that_are_inputs()
    {
        static ModelSketch Sketch(long ir) => new ModelSketch(17, ir).Input("x", 0, 4).Input("w", 4, 4).Node("MatMul", "x w", "y");
        var overridable = Sketch(4).Floats("w", [4, 4], new float[16]);
        var old = Sketch(3).Floats("w", [4, 4], new float[16]);

        Assert.That(Texts(Sketch(8)), Is.EqualTo("Refuse weights-as-inputs "));
        Assert.That(Texts(overridable), Is.EqualTo("Refuse weights-as-inputs "));
        Assert.That(Texts(old), Is.Empty, "before version 4 every initializer had to be an input");
    }

    [Test]
    public void Inputs_without_type_or_shape_fixed_several_or_none()
    {
        var untyped = new ModelSketch().Node("Relu", "x", "y");
        untyped.Proto.Graph.Input.Add(new ValueInfoProto { Name = "x" });
        var shapeless = new ModelSketch().Node("Relu", "x", "y");
        shapeless.Proto.Graph.Input.Add(new ValueInfoProto { Name = "x", Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1 } } });

        Assert.That(Texts(untyped), Is.EqualTo("Refuse missing-shape "));
        Assert.That(Texts(shapeless), Is.EqualTo("Refuse missing-shape "));
        Assert.That(Texts(new ModelSketch().Input("x", 0, 0).Node("Relu", "x", "y")), Is.EqualTo("Warn missing-shape "));
        Assert.That(Texts(new ModelSketch().Input("x", 32, 4).Output("y", 32, 4).Node("Relu", "x", "y")), Is.EqualTo("Refuse fixed-batch , Warn fixed-batch "));
        Assert.That(Texts(new ModelSketch().Input("x", 0, 4).Input("z", 0, 4).Node("Add", "x z", "y")), Is.EqualTo("Warn several-inputs "));
        Assert.That(Texts(new ModelSketch().Output("y", 0, 4).Output("z", 0, 4).Node("Relu", "x", "y").Node("Tanh", "x", "z")),
            Is.EqualTo("Warn several-outputs "));
        Assert.That(Texts(new ModelSketch().Node("Relu", "x", "y")), Is.Empty);
    }

    [Test]
    public void Operators_of_a_domain_that_nobody_knows()
    {
        var sketch = new ModelSketch().Node("acme.Magic", "x", "y");
        sketch.Proto.OpsetImport.Add(new OperatorSetIdProto { Domain = "acme", Version = 1 });

        Assert.That(Texts(sketch), Is.EqualTo("Refuse domain , Warn unproven "));
        Assert.That(Texts(new ModelSketch().Node("ai.onnx.ml.Scaler", "x", "y")), Is.EqualTo("Refuse version opset_import"));
    }

    /// <summary>Severity, code and place of each finding.</summary>
    public static string Texts(ModelSketch sketch) =>
        string.Join(", ", OnnxLint.Look(sketch.Model).Select(finding => $"{finding.Severity} {finding.Code} {finding.Place}"));

    private static ModelSketch Statistics(ModelSketch sketch) => Vector(Vector(Vector(Vector(sketch, "s", 1), "b", 0), "m", 0.5f), "v", 2);

    private static ModelSketch Vector(ModelSketch sketch, string name, float value) => sketch.Floats(name, [4], value, value, value, value);
}

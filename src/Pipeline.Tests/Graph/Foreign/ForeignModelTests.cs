using Google.Protobuf;
using NUnit.Framework;
using Pipeline.Graph.Foreign;
using Pipeline.Graph.Onnx.Schema;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Graph.Foreign;

[TestFixture]
internal sealed class ForeignModelTests
{
    [Test]
    public void Facts_of_a_file()
    {
        var model = ForeignCase.Of("digits.onnx").Read();

        Assert.That((model.File, model.IrVersion, model.Opsets[""], model.Nodes, model.Initializers), Is.EqualTo(("digits.onnx", 8L, 17L, 7, 14)));
        Assert.That(model.Inputs.Concat(model.Outputs).Select(value => $"{value.Name} {value}"), Is.EqualTo(["x float32 [?, 64]", "y float32 [?, 10]"]));
        Assert.That(model.ExternalFiles, Is.Empty);
    }

    [Test]
    public void An_operator_set_that_is_imported_twice_counts_once()
    {
        var model = ForeignCase.Of("sklearn-lr.onnx").Read();

        Assert.That(model.Opsets.OrderBy(opset => opset.Key, StringComparer.Ordinal).Select(opset => (opset.Key, opset.Value)), Is.EqualTo([("", 17L),
            ("ai.onnx.ml", 1L)]));
    }

    [TestCase("digits-external.onnx", "digits-external.bin")]
    [TestCase("digits-folded.onnx", "digits-folded.onnx.data")]
    public void Weights_from_beside_the_file_are_taken_in(string file, string data)
    {
        var model = ForeignCase.Of(file).Read();

        Assert.That(model.ExternalFiles, Is.EqualTo([data]));
        var alone = ModelProto.Parser.ParseFrom(model.Proto.ToByteArray());
        Assert.That(alone.Graph.Initializer.Where(tensor => tensor.ExternalData.Count > 0 || tensor.RawData.IsEmpty), Is.Empty);
    }

    [Test]
    public void External_weights_are_those_of_the_same_model_in_one_file()
    {
        var (apart, whole) = (ForeignCase.Of("digits-external.onnx").Read(), ForeignCase.Of("digits.onnx").Read());

        Assert.That(apart.Proto.Graph.Initializer.Select(tensor => (tensor.Name, tensor.RawData)),
            Is.EqualTo(whole.Proto.Graph.Initializer.Select(tensor => (tensor.Name, tensor.RawData))));
    }

    [TestCase("gone.onnx", "gone.onnx: no such file; expected an ONNX model")]
    [TestCase("empty.onnx", "empty.onnx: an empty file; expected an ONNX model. Copy or export it once more.", new byte[0])]
    [TestCase("a.onnx", "a.onnx: a zip, as PyTorch, Keras and this program save models; expected an ONNX model. "
        + "Export the model to ONNX in the program that trained it.", new byte[] { (byte)'P', (byte)'K', 3, 4, 20 })]
    [TestCase("a.onnx", "a.onnx: a pickle of Python; expected an ONNX model. Export the model to ONNX in the program that trained it.", new byte[] { 0x80, 4,
        0x95 })]
    [TestCase("a.onnx", "a.onnx: 3 bytes that are no ONNX model, or only the beginning of one; expected an ONNX model. Copy or export it once more.",
        new byte[] { 0x3a, 0x50, 1 })]
    [TestCase("a.onnx", "a.onnx: a file with no graph; expected an ONNX model. Copy or export it once more.", new byte[] { 8, 7 })]
    public void What_is_no_model_is_said_to_be_what_it_is(string name, string expected, byte[]? bytes = null)
    {
        using var scratch = new Scratch();
        var path = bytes is null ? scratch.At(name) : scratch.Write(name, bytes);

        var error = Assert.Throws<DataException>(() => ForeignModel.Read(path));

        Assert.That(error!.Message, Does.EndWith(expected));
    }

    [TestCase("<!DOCTYPE html><html>", "XML or HTML")]
    [TestCase("\n{ \"a\": 1 }", "JSON")]
    [TestCase("tree\nversion=v4\n", "a model in LightGBM's own text")]
    [TestCase("version https://git-lfs.github.com/spec/v1\n", "a pointer of Git LFS, not the file itself")]
    public void Texts_are_told_apart(string text, string expected)
    {
        using var scratch = new Scratch();

        var error = Assert.Throws<DataException>(() => ForeignModel.Read(scratch.Write("a.onnx", text)));

        Assert.That(error!.Problems.Single().Found, Is.EqualTo(expected));
    }

    [Test]
    public void A_file_that_is_cut_off_anywhere_is_never_taken()
    {
        using var scratch = new Scratch();
        var bytes = File.ReadAllBytes(ForeignCase.Of("concrete.onnx").Path);
        for (var length = 0; length < bytes.Length; length += 97)
            Assert.Throws<DataException>(() => ForeignModel.Read(scratch.Write("cut.onnx", bytes.AsSpan(0, length))),
                FormattableString.Invariant($"{length} bytes"));
    }

    [TestCase("../w.bin", "", "", "the location '../w.bin', which leaves the folder")]
    [TestCase("a\\..\\..\\w.bin", "", "", "the location 'a/../../w.bin', which leaves the folder")]
    [TestCase("/etc/passwd", "", "", "the location '/etc/passwd', which leaves the folder")]
    [TestCase("C:\\w.bin", "", "", "the location 'C:/w.bin', which leaves the folder")]
    [TestCase("", "", "", "external data without a location")]
    [TestCase("gone.bin", "", "", "no file 'gone.bin'")]
    [TestCase("link.bin", "", "", "'link.bin', a link that leads out of the folder")]
    [TestCase("w.bin", "9", "", "'w.bin' of 24 bytes")]
    [TestCase("w.bin", "-1", "", "offset '-1', length ''")]
    [TestCase("w.bin", "9223372036854775807", "16", "'w.bin' of 24 bytes")]
    [TestCase("w.bin", "0", "12", "a length of 12 bytes")]
    public void External_data_that_is_not_where_it_says_is_named(string location, string offset, string length, string found)
    {
        using var scratch = new Scratch();
        scratch.Write("model/w.bin", new byte[24]);
        scratch.Write("w.bin", new byte[24]);
        File.CreateSymbolicLink(scratch.At("model/link.bin"), scratch.At("w.bin"));

        var error = Assert.Throws<DataException>(() => ForeignModel.Of(Outside(location, offset, length).Proto, scratch.At("model/m.onnx")));

        Assert.That(error!.Problems.Select(problem => (problem.Where, problem.Found)), Is.EqualTo([("m.onnx, initializer 'w'", found)]));
    }

    [Test]
    public void A_stretch_of_a_file_is_that_stretch()
    {
        using var scratch = new Scratch();
        scratch.Write("w.bin", [.. Enumerable.Range(0, 24).Select(i => (byte)i)]);

        var model = ForeignModel.Of(Outside("w.bin", "8", "16").Proto, scratch.At("m.onnx"));

        Assert.That(model.Proto.Graph.Initializer[0].RawData.ToByteArray(), Is.EqualTo(Enumerable.Range(8, 16).Select(i => (byte)i)));
    }

    [Test]
    public void Parts_that_do_not_fit_are_named()
    {
        var sketch = new ModelSketch().Floats("w", [2, 2], 1, 2, 3).Node("MatMul", "h w", "y").Node("Relu", "x", "h").Node("Relu", "x", "y");

        var error = Assert.Throws<DataException>(() => _ = sketch.Model);

        Assert.That(error!.Problems.Select(problem => $"{problem.Where}: {problem.Found}; {problem.Expected}"), Is.EqualTo(
        [
            "sketch.onnx, initializer 'w': 3 elements; 4, as its shape has it",
            "sketch.onnx, node 0 'matmul' (MatMul), input 'h': nothing before it that gives it; an input, an initializer or an earlier node",
            "sketch.onnx, node 2 'relu2' (Relu), output 'y': a name that is given already; one of its own",
        ]));
    }

    private static ModelSketch Outside(string location, string offset, string length)
    {
        var sketch = new ModelSketch().Node("MatMul", "x w", "y").Input("x", 0, 4).Output("y", 0, 1);
        var tensor = new TensorProto { Name = "w", DataType = 1, Dims = { 4, 1 }, DataLocation = TensorProto.Types.DataLocation.External };
        foreach (var (key, value) in ((string, string)[])[("location", location), ("offset", offset), ("length", length)])
        {
            if (value.Length > 0)
                tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        }
        sketch.Proto.Graph.Initializer.Add(tensor);
        return sketch;
    }
}

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

[TestFixture]
internal sealed class ExportCommandTests
{
    private Scratch scratch = null!;

    [SetUp]
    public void Prepare() => scratch = new Scratch();

    [TearDown]
    public void Remove() => scratch.Dispose();

    [Test]
    public void The_same_zip_gives_the_same_bytes_under_the_digest_that_is_told()
    {
        var (first, second) = (Export("concrete", "a.onnx", "--json"), Export("concrete", "b.onnx", "--json", "--precision", "exact", "--inputs", "features"));

        var bytes = File.ReadAllBytes(scratch.At("a.onnx"));
        Assert.That(File.ReadAllBytes(scratch.At("b.onnx")), Is.EqualTo(bytes));
        foreach (var result in (RunResult[])[first, second])
        {
            var json = JsonNode.Parse(result.Out)!;
            Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
            Assert.That((string?)json["sha256"], Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(bytes))));
            Assert.That((string?)json["metadata"]!["modelSha256"], Is.EqualTo(
                Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Demo.Zip("concrete"))))));
        }
    }

    [Test]
    public void Categories_need_an_input_a_column()
    {
        var refused = Export("churn", "model.onnx");

        Assert.That((refused.Code, refused.Out), Is.EqualTo((2, "")));
        Assert.That(refused.Error, Does.StartWith("error: --inputs features: columns that one float32 tensor cannot hold: female (categories), ").And.EndsWith(
            ". Use --inputs columns: one input a column.\n"));
        Assert.That(scratch.Names(), Is.Empty);
        Assert.That(Export("churn", "model.onnx", "--inputs", "columns").Code, Is.Zero);
        Assert.That(scratch.Names(), Is.EqualTo(["model.onnx"]));
    }

    [Test]
    public void A_refusal_leaves_the_file_before_as_it_was()
    {
        scratch.Write("model.onnx", "before");

        Assert.That(Export("churn", "model.onnx").Code, Is.EqualTo(2));

        Assert.That(File.ReadAllText(scratch.At("model.onnx")), Is.EqualTo("before"));
        Assert.That(scratch.Names(), Is.EqualTo(["model.onnx"]));
    }

    [Test]
    public void The_zip_is_never_written_over()
    {
        var zip = scratch.Write("model.zip", File.ReadAllBytes(Demo.Zip("concrete")));
        File.CreateSymbolicLink(scratch.At("link.onnx"), zip);

        foreach (var output in (string[])["model.zip", "link.onnx"])
        {
            var result = Support.Program.Run("export", zip, scratch.At(output));
            Assert.That((result.Code, result.Error),
                Is.EqualTo((2, $"error: {scratch.At(output)}: an output that is the input {zip}; expected a path of its own\n")));
        }
        Assert.That(File.ReadAllBytes(zip), Is.EqualTo(File.ReadAllBytes(Demo.Zip("concrete"))));
    }

    [Test]
    public void Unknown_words_are_refused_together()
    {
        var result = Support.Program.Run("export", Demo.Zip("concrete"), "-", "--precision", "double", "--inputs", "Columns");

        Assert.That((result.Code, result.Error), Is.EqualTo((2,
            "error: --precision: 'double'; expected exact or fast\n"
            + "--inputs: 'Columns'; expected features or columns. Did you mean 'columns'?\n"
            + "OUT.onnx: -; expected the path of a file to write\n")));
    }

    private RunResult Export(string demo, string output, params string[] options) =>
        Support.Program.Run(["export", Demo.Zip(demo), scratch.At(output), .. options]);
}

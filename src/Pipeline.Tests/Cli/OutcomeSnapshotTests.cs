using System.Text.Json;
using NUnit.Framework;
using Pipeline.Tests.Commands;

namespace Pipeline.Tests.Cli;

/// <summary>concrete is a tree model, whose figures do not depend on the processor's linear algebra.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class OutcomeSnapshotTests
{
    private const string Zip = "runs/concrete/model.zip";
    private const string Table = "data/concrete.csv";

    [OneTimeSetUp]
    public void Prepare()
    {
        Demo.Trained("concrete");
        File.WriteAllText(Demo.At("day.csv"), string.Join('\n', Demo.Head("concrete", 4)) + "\n");
        File.WriteAllText(Demo.At("empty-day.csv"), Demo.Head("concrete", 0)[0] + "\n");
        File.WriteAllText(Demo.At("bad-day.csv"), string.Join('\n', Demo.Head("concrete", 3).Append("540,,0,lots,2.5,1040,676,28,79.99")) + "\n");
    }

    [TestCase("train", "train", "configs/concrete.jsonc")]
    [TestCase("evaluate-held-out", "evaluate", Zip, Table, "--held-out")]
    [TestCase("evaluate-known", "evaluate", Zip, Table)]
    [TestCase("evaluate-empty-day", "evaluate", Zip, "empty-day.csv")]
    [TestCase("score", "score", Zip, "day.csv", "--keep", "age", "cement")]
    [TestCase("score-file", "score", Zip, "day.csv", "scored.csv")]
    [TestCase("score-empty-day", "score", Zip, "empty-day.csv")]
    [TestCase("score-bad-rows", "score", Zip, "bad-day.csv", "--bad-rows", "skip")]
    [TestCase("export", "export", Zip, "model.onnx")]
    [TestCase("export-columns", "export", Zip, "model.onnx", "--inputs", "columns")]
    [TestCase("inspect", "inspect", Zip)]
    public void What_a_command_says_is_as_approved(string name, params string[] args)
    {
        Assert.That(Approved.Match(name, args).Code, Is.Zero);
    }

    [TestCase("train-json", "train", "configs/concrete.jsonc", "--json")]
    [TestCase("evaluate-json", "evaluate", Zip, Table, "--held-out", "--json")]
    [TestCase("score-json", "score", Zip, "bad-day.csv", "scored.csv", "--bad-rows", "skip", "--json")]
    [TestCase("export-json", "export", Zip, "model.onnx", "--json")]
    public void The_document_of_a_command_is_as_approved(string name, params string[] args)
    {
        var result = Approved.Match(name, args);

        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(() => JsonDocument.Parse(result.Out), Throws.Nothing);
    }

    [Test]
    public void The_document_of_inspect_is_the_manifest_with_the_digest_of_the_zip()
    {
        var result = Support.Program.Run("inspect", Demo.Zip("concrete"), "--json");
        using var document = JsonDocument.Parse(result.Out);

        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(document.RootElement.EnumerateObject().Select(member => member.Name), Is.EqualTo(["format", "modelSha256", "signedBy", "manifest"]));
        Assert.That(document.RootElement.GetProperty("manifest").GetProperty("data").GetProperty("testRows").GetInt32(), Is.EqualTo(206));
    }
}

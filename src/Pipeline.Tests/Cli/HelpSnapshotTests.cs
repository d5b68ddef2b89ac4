using NUnit.Framework;
using Pipeline.Tests.Commands;

namespace Pipeline.Tests.Cli;

[TestFixture]
[NonParallelizable]
internal sealed class HelpSnapshotTests
{
    [TestCase("help", "--help")]
    [TestCase("help-train", "train", "--help")]
    [TestCase("help-evaluate", "evaluate", "-h")]
    [TestCase("help-score", "score", "-?")]
    [TestCase("help-export", "export", "--help")]
    [TestCase("help-inspect", "inspect", "--help")]
    [TestCase("help-trainers", "trainers", "--help")]
    [TestCase("help-threshold", "threshold", "--help")]
    [TestCase("trainers", "trainers")]
    [TestCase("trainers-of-one", "trainers", "linearSvm")]
    [TestCase("help-devices", "devices", "--help")]
    [TestCase("help-gpu-check", "gpu-check", "--help")]
    [TestCase("version", "--version")]
    public void Help_is_as_approved(string name, params string[] args)
    {
        Assert.That(Approved.Match(name, args).Code, Is.Zero);
    }

    [Test]
    public void Help_wins_over_whatever_is_wrong_with_the_words_beside_it()
    {
        Assert.That(Support.Program.Run("score", "--help", "--nonsense"), Is.EqualTo(Support.Program.Run("score", "--help")));
        Assert.That(Support.Program.Run("train", "", "--help"), Is.EqualTo(Support.Program.Run("train", "--help")));
    }

    [Test]
    public void Every_example_of_the_help_works_as_it_stands()
    {
        using var scratch = Demo.Copy();
        using var here = new WorkingDirectory(scratch.Directory);
        string[] order = ["", "train", "evaluate", "score", "threshold", "export", "inspect", "trainers", "devices"];
        foreach (var command in order)
        {
            var example = Support.Program.Run(command.Length == 0 ? ["--help"] : [command, "--help"]).Out.Split("Example:\n")[1].Trim();
            Assert.That(example, Does.StartWith("./run.sh " + command));
            var result = Support.Program.Start(scratch.Directory, new Dictionary<string, string?>(), example.Split(' ')[1..]);
            Assert.That((result.Code, result.Error), Is.EqualTo((0, "")), example);
        }

        Assert.That(Directory.GetFiles(scratch.At("runs/churn")).Select(Path.GetFileName), Is.EquivalentTo(["model.zip", "metrics.json", "scores.csv", "scored.csv", "careful.zip", "model.onnx"]));
        Assert.That(File.ReadLines(scratch.At("runs/churn/scored.csv")).First(), Is.EqualTo("contract,PredictedLabel,Probability,Score"));
    }
}

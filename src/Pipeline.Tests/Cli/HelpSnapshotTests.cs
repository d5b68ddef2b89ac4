using NUnit.Framework;
using Pipeline.Cli;
using Pipeline.Cli.Streams;
using Pipeline.Tests.Commands;

namespace Pipeline.Tests.Cli;

[TestFixture]
[NonParallelizable]
internal sealed class HelpSnapshotTests
{
    [TestCase("help", "--help")]
    [TestCase("help-train", "train", "--help")]
    [TestCase("help-evaluate", "evaluate", "--help")]
    [TestCase("help-score", "score", "--help")]
    [TestCase("help-export", "export", "--help")]
    [TestCase("help-inspect", "inspect", "--help")]
    [TestCase("help-trainers", "trainers", "--help")]
    [TestCase("help-threshold", "threshold", "--help")]
    [TestCase("short-help", "-h")]
    [TestCase("short-help-train", "train", "-h")]
    [TestCase("short-help-evaluate", "evaluate", "-h")]
    [TestCase("short-help-score", "score", "-?")]
    [TestCase("short-help-export", "export", "-h")]
    [TestCase("short-help-inspect", "inspect", "-h")]
    [TestCase("short-help-trainers", "trainers", "-h")]
    [TestCase("short-help-threshold", "threshold", "-h")]
    [TestCase("short-help-devices", "devices", "-h")]
    [TestCase("short-help-gpu-check", "gpu-check", "-h")]
    [TestCase("trainers", "trainers")]
    [TestCase("trainers-of-one", "trainers", "linearSvm")]
    [TestCase("help-devices", "devices", "--help")]
    [TestCase("help-gpu-check", "gpu-check", "--help")]
    [TestCase("version", "--version")]
    public void Help_is_as_approved(string name, params string[] args)
    {
        Assert.That(Approved.Match(name, args).Code, Is.Zero);
    }

    [TestCaseSource(nameof(Commands))]
    public void Help_fits_on_a_page_and_ends_with_an_example(string command)
    {
        string[] words = command.Length == 0 ? [] : [command];
        var (brief, full) = (Support.Program.Run([.. words, "-h"]).Out, Support.Program.Run([.. words, "--help"]).Out);

        Assert.That(brief.Split('\n').Concat(full.Split('\n')).Where(line => line.Length > 100), Is.Empty);
        Assert.That(brief.Split('\n'), Has.Length.LessThan(full.Split('\n').Length));
        Assert.That((Example(brief), Example(full)), Is.EqualTo((Example(full), Example(brief))));
        Assert.That(Words(brief), Is.EqualTo(Words(full)).And.Not.Empty);
    }

    [TestCase(50)]
    [TestCase(160)]
    public void Long_help_is_as_wide_as_the_terminal(int columns)
    {
        using var text = new StringWriter();
        var terminal = new Terminal(() => Stream.Null, () => Stream.Null, text, text, false, false) { Width = () => columns };

        Assert.That(CommandLine.Run(["score", "--help"], terminal), Is.Zero);
        var widest = text.ToString().Split('\n').Where(line => line.StartsWith("      ", StringComparison.Ordinal)).Max(line => line.TrimEnd('\r').Length);
        Assert.That(widest, Is.LessThanOrEqualTo(columns).And.GreaterThan(columns - 15));
    }

    [TestCase("./run.sh", "./run.sh")]
    [TestCase("./run.ps1", "./run.ps1")]
    [TestCase(null, "Pipeline")]
    [TestCase("", "Pipeline")]
    public void Help_and_errors_call_the_program_what_the_caller_calls_it(string? variable, string name)
    {
        var environment = new Dictionary<string, string?> { [ProgramName.Variable] = variable };

        Assert.That(Support.Program.Start(Demo.Root, environment, "score", "-h").Out, Does.Contain($"Usage: {name} score MODEL.zip INPUT [OUTPUT] [options]\n").And.Contain($"Example:\n  {name} score "));
        Assert.That(Support.Program.Start(Demo.Root, environment, "train").Error, Does.Contain($"See {name} train --help."));
    }

    [Test]
    public void Help_wins_over_whatever_is_wrong_with_the_words_beside_it()
    {
        Assert.That(Support.Program.Run("score", "--help", "--nonsense"), Is.EqualTo(Support.Program.Run("score", "--help")));
        Assert.That(Support.Program.Run("train", "", "--help"), Is.EqualTo(Support.Program.Run("train", "--help")));
    }

    private static string[] Commands() => ["", "train", "evaluate", "score", "threshold", "export", "inspect", "trainers", "devices", "gpu-check"];

    private static string Example(string help) => help.Split("Example:\n  ")[1];

    /// <summary>The options and arguments, in order.</summary>
    private static IEnumerable<string> Words(string help) => help.Split("Example:")[0].Split('\n')
        .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && !line.StartsWith("   ", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0]);

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

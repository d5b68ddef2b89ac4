using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>A kill between the renames of a training leaves the files of two runs side by side: evaluate and the next train say so.</summary>
[TestFixture]
internal sealed class TrainedTogetherTests
{
    private Scratch scratch = null!;

    [SetUp]
    public void Copy()
    {
        scratch = new Scratch();
        foreach (var name in (string[])["model.zip", "metrics.json", "scores.csv"])
            scratch.Write(name, File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Demo.Zip("concrete"))!, name)));
    }

    [TearDown]
    public void Remove() => scratch.Dispose();

    [Test]
    public void Files_of_one_run_are_nothing_to_tell()
    {
        Assert.That(Evaluate().Error, Is.Empty);
        File.Delete(scratch.At("scores.csv"));
        Assert.That(Evaluate().Error, Is.Empty);
        File.Delete(scratch.At("metrics.json"));
        Assert.That(Evaluate().Error, Is.Empty);
    }

    [Test]
    public void Figures_of_another_format_say_nothing_of_a_zip()
    {
        scratch.Write("metrics.json", $"{{ \"format\": 2, \"model\": {{ \"sha256\": \"{new string('0', 64)}\" }} }}");

        Assert.That(Evaluate().Error, Is.Empty);
    }

    [Test]
    public void Figures_of_another_zip_are_told_by_evaluate_and_by_the_next_train()
    {
        scratch.Write("metrics.json", $"{{ \"format\": 1, \"model\": {{ \"sha256\": \"{new string('0', 64)}\" }} }}");

        var evaluated = Evaluate();
        var trained = Support.Program.Run("train", Demo.Config("concrete"), "--out", scratch.Directory);

        var note = $"note: {scratch.At("metrics.json")} is of another zip (000000000000…) than {scratch.At("model.zip")} (";
        Assert.That((evaluated.Code, trained.Code), Is.EqualTo((0, 0)));
        Assert.That(evaluated.Error, Does.StartWith(note).And.Contain("A training was cut off while it put its files in place"));
        Assert.That(trained.Error, Does.StartWith(note));
        Assert.That(Evaluate().Error, Is.Empty, "the next training made them one again");
    }

    [Test]
    public void Scores_of_another_run_are_told()
    {
        scratch.Write("scores.csv", "Score\n1\n");

        Assert.That(Evaluate().Error, Does.StartWith($"note: {scratch.At("scores.csv")} is another table ("));
    }

    [Test]
    public void A_zip_of_another_name_has_no_companions()
    {
        File.Move(scratch.At("model.zip"), scratch.At("other.zip"));
        scratch.Write("metrics.json", "not ours");

        Assert.That(Support.Program.Run("evaluate", scratch.At("other.zip"), Demo.Data("concrete")).Error, Is.Empty);
    }

    private RunResult Evaluate() => Support.Program.Run("evaluate", scratch.At("model.zip"), Demo.Data("concrete"));
}

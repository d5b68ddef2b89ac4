using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>Files in another unit than the training's: the run ends, and nothing is written.</summary>
[TestFixture]
internal sealed class ShiftedInputTests
{
    private readonly Scratch scratch = new();

    [OneTimeSetUp]
    public void Train()
    {
        foreach (var path in Repository.Files("src/Pipeline.Tests/cases", "")
            .Where(path => Path.GetFileName(path).StartsWith("units", StringComparison.Ordinal)))
            scratch.Write(Path.GetFileName(path), Repository.Read(path));
        Assert.That(Support.Program.Run("train", scratch.At("units.json"), "--out", scratch.At("run")).Code, Is.Zero);
    }

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [TestCase("units-thousands", "income", "×0.001", "0.001")]
    [TestCase("units-monthly", "income", "×1/12", "0.08333333333333333")]
    [TestCase("units-29-rows-times-100", "income", "×100", "100")]
    [TestCase("units-standardised", "income", "standardised already", null)]
    [TestCase("units-standardised", "age", "standardised already", null)]
    public void Another_unit_ends_the_run_with_its_name_and_without_scores(string file, string column, string change, string? factor)
    {
        var run = Score(scratch.At($"{file}.csv"));

        Assert.That((run.Code, run.Out), Is.EqualTo((1, "")));
        Assert.That(run.Error, Does.Contain($"column '{column}': {change}: mean ").And.Contain("give --on-shift warn where the change is meant"));
        Assert.That(File.Exists(scratch.At("scores.csv")), Is.False);
        Assert.That(Support.Program.Run("evaluate", scratch.At("run/model.zip"), scratch.At($"{file}.csv")).Code, Is.EqualTo(1));

        var warned = Score(scratch.At($"{file}.csv"), "--on-shift", "warn", "--json");
        var shifted = JsonNode.Parse(warned.Out)!["input"]!["shifted"]!.AsArray().Single(item => (string?)item!["column"] == column)!;

        Assert.That((warned.Code, (bool)shifted["unmistakable"]!, (string?)shifted["change"]), Is.EqualTo((0, true, change)));
        Assert.That(shifted["factor"]?.ToJsonString(), Is.EqualTo(factor));
        Assert.That(File.Exists(scratch.At("scores.csv")), Is.True);
        File.Delete(scratch.At("scores.csv"));
    }

    [Test]
    public void Scores_that_are_out_on_standard_output_are_said_to_be_of_no_use()
    {
        var run = Support.Program.Run("score", scratch.At("run/model.zip"), scratch.At("units-thousands.csv"), "-");

        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("column 'income'").And.Match(
            "standard output: [0-9,]+ scores of such rows; expected nobody to use them. Name an OUTPUT file"));
    }

    [Test]
    public void All_zero_ends_the_run()
    {
        var zeros = scratch.Write("zeros.csv", "id,income,age\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},0,{20 + i}\n")));

        Assert.That(Score(zeros), Has.Property("Code").EqualTo(1).And.Property("Error").Contain("column 'income': 0 in every row: mean 0, in training "));
    }

    [Test]
    public void The_rows_of_the_training_and_a_few_odd_rows_say_nothing()
    {
        Assert.That(Score(scratch.At("units.csv")), Has.Property("Code").Zero.And.Property("Out").Not.Contain("not what it was"));
        Assert.That(Score(scratch.Write("few.csv", "id,income,age\n1,9,20\n2,8,30\n")),
            Has.Property("Code").Zero.And.Property("Out").Not.Contain("not what it was"));
    }

    [Test]
    public void Held_out_rows_are_measured_whatever_they_are_like_and_the_words_are_checked()
    {
        Assert.That(Support.Program.Run("evaluate", scratch.At("run/model.zip"), scratch.At("units.csv"), "--held-out").Code, Is.Zero);
        Assert.That(Score(scratch.At("units.csv"), "--on-shift", "stop"),
            Has.Property("Code").EqualTo(2).And.Property("Error").Contain("--on-shift: 'stop'; expected fail or warn"));
    }

    private RunResult Score(string data, params string[] options) => Support.Program.Run(
        ["score", scratch.At("run/model.zip"), data, scratch.At("scores.csv"), .. options]);
}

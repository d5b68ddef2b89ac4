using System.Text.Json;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>Tables with very long values and very many names: what is said of them can still be read.</summary>
[TestFixture]
internal sealed class LongTextTests
{
    private static readonly string Long = new('x', 5000);
    private readonly Scratch scratch = new();

    [OneTimeSetUp]
    public void Train()
    {
        var classes = Enumerable.Range(0, 30).Select(i => $"class {i}").ToArray();
        scratch.Write("train.csv", "a,c,y\n" + string.Concat(Enumerable.Range(0, 600)
            .Select(row => $"{(row % 30) + (row * 0.001)},c{row % 3},{classes[row % 30]}\n")));
        scratch.Write("run.json", """
            { "task": "multiclass", "data": { "train": "train.csv", "label": { "column": "y" }, "numeric": "a", "categorical": "c" },
              "model": { "trainer": "naiveBayes" } }
            """);
        Assert.That(Support.Program.Run("train", scratch.At("run.json"), "--out", scratch.At("run")), Has.Property("Code").Zero);
    }

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [TestCase("score", "a,c\n{long},c1\n", "'a' is 'xxxxxxxxx", 3)]
    [TestCase("evaluate", "a,c,y\n1,c1,{long}\n",
        "expected one of the classes of the model: 'class 0', 'class 1', 'class 10', 'class 11', 'class 12', 'class 13', 'class 14', 'class 15', "
        + "'class 16', 'class 17' and 20 more", 3)]
    [TestCase("score", "a,c\n1,{long}\n", "(such as 'xxxxxxxxx", 0)]
    [TestCase("score", "{many},a,c\n{many},1,c1\n",
        "Columns not used: 'n0', 'n1', 'n10', 'n100', 'n101', 'n102', 'n103', 'n104', 'n105', 'n106' and 190 more.", 0)]
    [TestCase("score", "{many}\n{many}\n", "The header has: 'n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8', 'n9' and 190 more.", 3)]
    public void A_message_is_no_longer_than_can_be_read(string command, string table, string said, int code)
    {
        var day = scratch.Write("day.csv", table.Replace("{long}", Long, StringComparison.Ordinal).Replace(
            "{many}", string.Join(',', Enumerable.Range(0, 200).Select(i => $"n{i}")), StringComparison.Ordinal));

        var run = Support.Program.Run([command, scratch.At("run/model.zip"), day, .. command == "score" ? [scratch.At("scores.csv")] : Array.Empty<string>()]);

        Assert.That(run.Code, Is.EqualTo(code), run.Error);
        Assert.That(run.Out + run.Error, Does.Contain(said).And.Not.Contain(new string('x', 41)));
        Assert.That((run.Out + run.Error).Split('\n'), Is.All.Length.LessThan(600));
    }

    [Test]
    public void A_document_holds_a_thousand_names_and_how_many_there_are()
    {
        var many = string.Join(',', Enumerable.Range(0, 99_000).Select(i => $"n{i}"));
        var day = scratch.Write("day.csv", $"{Long},{many},a,c\n{new string(',', 99_000)},1,c1\n");

        var run = Support.Program.Run("score", scratch.At("run/model.zip"), day, scratch.At("scores.csv"), "--json");
        using var document = JsonDocument.Parse(run.Out);
        var input = document.RootElement.GetProperty("input");

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That((input.GetProperty("ignoredColumns").GetArrayLength(), input.GetProperty("ignoredColumnCount").GetInt32()), Is.EqualTo((1000, 99_001)));
        Assert.That(run.Out, Has.Length.LessThan(100_000).And.Not.Contain(Long));
    }

    [Test]
    public void A_long_text_that_no_training_row_had_is_kept_as_far_as_it_is_shown()
    {
        var huge = new string('é', 4 << 20);
        var day = scratch.Write("day.csv", $"a,c\n1,{huge}1\n1,{huge}2\n1,?{huge}\n1,!\n");

        var run = Support.Program.Run("score", scratch.At("run/model.zip"), day, scratch.At("scores.csv"), "--json");
        using var document = JsonDocument.Parse(run.Out);
        var unseen = document.RootElement.GetProperty("input").GetProperty("unseen")[0];

        Assert.That(unseen.GetProperty("fields").GetInt32(), Is.EqualTo(4));
        Assert.That(unseen.GetProperty("examples").EnumerateArray().Select(text => text.GetString()),
            Is.EqualTo(new[] { "!", "?" + new string('é', 998) + "…", new string('é', 999) + "…" }));
    }

    [Test]
    public void A_wrong_column_of_texts_is_one_of_ten_that_are_named()
    {
        var names = string.Join(',', Enumerable.Range(0, 300).Select(i => $"t{i}"));
        scratch.Write("texts.csv", $"{names},y\n" + string.Concat(Enumerable.Range(0, 60)
            .Select(row => $"{string.Join(',', Enumerable.Repeat("word", 300))},{row % 3}\n")));
        scratch.Write("texts.json", """
            { "task": "multiclass", "data": { "train": "texts.csv", "label": { "column": "y" }, "numeric": "rest" },
              "model": { "trainer": "naiveBayes" } }
            """);

        var run = Support.Program.Run("train", scratch.At("texts.json"), "--out", scratch.At("texts"));

        Assert.That(run.Code, Is.EqualTo(3));
        Assert.That(run.Error.Split('\n'), Has.Length.LessThan(110).And.All.Length.LessThan(600));
        Assert.That(run.Error, Does.Contain("… and 200 more (300 in all)"));
    }

    [Test]
    public void A_matrix_of_many_classes_is_said_to_be_where_this_command_puts_it()
    {
        var data = scratch.At("train.csv");

        Assert.That(Support.Program.Run("evaluate", scratch.At("run/model.zip"), data).Out,
            Does.Contain("confusion matrix of 30 classes: see confusion with --json\n").And.Not.Contain("metrics.json"));
        Assert.That(Support.Program.Run("train", scratch.At("run.json"), "--out", scratch.At("run")).Out,
            Does.Contain("confusion matrix of 30 classes: see confusion in metrics.json\n"));
    }
}

using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>What train says of its rows, on the console, in metrics.json, in the manifest and with --json.</summary>
[TestFixture]
internal sealed class TrainAuditTests
{
    private readonly Scratch scratch = new();

    [TearDown]
    public void Clear()
    {
        foreach (var name in scratch.Names())
        {
            if (Directory.Exists(scratch.At(name)))
                Directory.Delete(scratch.At(name), recursive: true);
            else
                File.Delete(scratch.At(name));
        }
    }

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [Test]
    public void Missing_and_unseen_fields_of_training_and_held_out_rows_are_told_and_recorded()
    {
        scratch.Write("train.csv", "a,c,d,note,y\n"
            + Lines(200, row => $"{(row % 10 == 0 ? "" : $"{row % 50}.5")},{(row % 20 == 0 ? "" : $"c{row % 3}")},{(row % 25 == 0 ? "" : "d")},n,{row % 50}"));
        scratch.Write("test.csv", "a,c,d,note,y\n" + Lines(60, row => $"{(row < 2 ? "" : $"{(row % 50) * 1000}")},{(row < 5 ? "new" : "c1")},d,n,{row % 50}"));
        var config = Config("\"test\": \"test.csv\", \"numeric\": \"a\", \"categorical\": [\"c\", \"d\"]", "\"impute\": { \"categorical\": \"none\" }");

        var run = Train(config);

        Assert.That(run.Out.Split('\n'), Is.SupersetOf([
            "Columns not used: 'note'.",
            "Training rows: missing fields, filled as in training: 'a' 20.",
            "Training rows: missing categories, not filled: those rows belong to none: 'c' 10, 'd' 8.",
            "Held-out rows: missing fields, filled as in training: 'a' 2.",
            "Held-out rows: unseen categories: 'c' 5 (such as 'new'); they belong to no category."]));
        Assert.That(run.Out, Does.Contain("Warning: held-out rows: column 'a' is not what it was in training: ×1000: mean "));
        var audit = JsonNode.Parse(File.ReadAllText(scratch.At("run/metrics.json")))!["rows"]!;
        Assert.That(audit["training"]!["missing"]!.ToJsonString(), Is.EqualTo("""{"a":20,"c":10,"d":8}"""));
        Assert.That(audit["heldOut"]!["unseen"]![0]!.ToJsonString(), Is.EqualTo("""{"column":"c","fields":5,"examples":["new"]}"""));
        Assert.That((bool)audit["heldOut"]!["shifted"]![0]!["unmistakable"]!, Is.True, "a warning only: the figure is what it is");
        var manifest = ModelZipReader.Open(scratch.At("run/model.zip")).Manifest.Audit;
        Assert.That((manifest.Training.Missing.Count, manifest.HeldOut.Unseen.Single().Fields, manifest.HeldOut.Shifted.Single().Factor),
            Is.EqualTo((3, 5L, (double?)1000)));
        var json = JsonNode.Parse(Train(config, "--json").Out)!;
        Assert.That(json["rows"]!.ToJsonString(), Is.EqualTo(audit.ToJsonString()));
    }

    [Test]
    public void A_model_that_is_no_better_than_the_trivial_one_is_said_to_be_so_on_the_last_line()
    {
        var random = new Random(1);
        scratch.Write("train.csv", "a,y\n" + Lines(100, _ => $"{random.Next(1000)},{random.Next(100)}"));
        var config = Config("\"numeric\": \"a\"",
            model: "\"trainer\": \"lightGbm\", \"options\": { \"numberOfIterations\": 200, \"numberOfLeaves\": 30, \"minimumExampleCountPerLeaf\": 1 }");

        var run = Train(config);

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Out.TrimEnd('\n').Split('\n')[^1], Does.Match(
            @"^Warning: this model is no better than the trivial one, which knows only the mean of the training rows: RMSE [\d.]+, trivial [\d.]+\.$"));
        Assert.That((bool)JsonNode.Parse(File.ReadAllText(scratch.At("run/metrics.json")))!["betterThanTrivial"]!, Is.False);
        var evaluated = Support.Program.Run("evaluate", scratch.At("run/model.zip"), scratch.At("train.csv"), "--held-out");
        Assert.That(evaluated.Out.TrimEnd('\n').Split('\n')[^1], Does.StartWith("Warning: this model is no better than the trivial one"));
    }

    [TestCase("fastTree")]
    [TestCase("gam")]
    [TestCase("lightGbm")]
    [TestCase("fastForest")]
    public void A_model_that_answers_the_same_for_every_row_is_refused(string trainer)
    {
        scratch.Write("few-rows.csv", Repository.Read("src/Pipeline.Tests/cases/few-rows.csv"));
        scratch.Write("few-rows.json", Repository.Read("src/Pipeline.Tests/cases/few-rows.json"));

        var run = Support.Program.Run("train", scratch.At("few-rows.json"), "--set", $"model.trainer={trainer}", "--out", scratch.At("run"));

        Assert.That((run.Code, run.Out), Is.EqualTo((3, "")));
        Assert.That(run.Error, Does.StartWith($"error: the training rows: nothing that {trainer} could learn from").And.Contain("Give more rows"));
        Assert.That(Directory.Exists(scratch.At("run")), Is.False);
    }

    [TestCase("binary", "lbfgsLogisticRegression", "\"positive\": \"yes\", ")]
    [TestCase("multiclass", "lbfgsMaximumEntropy", "")]
    public void A_linear_model_whose_weights_are_all_0_is_refused(string task, string trainer, string label)
    {
        scratch.Write("train.csv", "a,y\n" + Lines(100, row => $"{row * 0.5},{(row % 3 == 0 ? "yes" : task == "binary" || row % 3 == 1 ? "no" : "perhaps")}"));
        var config = Config("\"numeric\": \"a\"", model: $"\"trainer\": \"{trainer}\", \"options\": {{ \"l1Regularization\": 1000 }}", label: label,
            task: task);

        var run = Train(config);

        Assert.That((run.Code, run.Out), Is.EqualTo((3, "")), run.Error);
        Assert.That(run.Error, Does.Contain($"nothing that {trainer} could learn from (it answers ").And.Contain(" for every training row)"));
    }

    [TestCase("fastTree", 3)]
    [TestCase("sdca", 3)]
    public void A_target_that_is_the_same_everywhere_is_named(string trainer, int code)
    {
        scratch.Write("train.csv", "a,y\n" + Lines(100, row => $"{row},7.5"));

        var run = Train(Config("\"numeric\": \"a\"", model: $"\"trainer\": \"{trainer}\""));

        if (run.Code == 0)
            Assert.That(run.Out, Does.Contain("Warning: the target is 7.5 in every training row"));
        else
            Assert.That((run.Code, run.Error), Is.EqualTo((code, run.Error)).And.Property("Item2").Contain("the target 7.5 in every row"));
    }

    [Test]
    public void Categories_that_differ_in_every_row_are_refused_unless_they_are_allowed()
    {
        scratch.Write("train.csv", "title,a,y\n" + Lines(100, row => $"listing {row},{row % 7},{row % 5}"));
        var refused = Train(Config("\"numeric\": \"a\", \"categorical\": \"title\""));

        Assert.That((refused.Code, refused.Out), Is.EqualTo((3, "")));
        Assert.That(refused.Error, Is.EqualTo(
            "error: column 'title': 80 different categories in 80 training rows; "
            + "expected categories that repeat: a model learns nothing from one that is in a single row. "
            + "Leave the column out ($.data.ignore), pass it through ($.data.id), or name it in $.data.allowDistinct where it is meant.\n"));

        var allowed = Train(Config("\"numeric\": \"a\", \"categorical\": \"title\", \"allowDistinct\": \"ti*\""));

        Assert.That(allowed.Code, Is.Zero, allowed.Error);
        Assert.That(allowed.Out, Does.Contain("Categories that are different in (almost) every training row, as data.allowDistinct says: 'title' 80 of 80."));
        Assert.That(Train(Config("\"numeric\": \"a\", \"categorical\": \"title\", \"allowDistinct\": \"titel\"")).Error,
            Does.Contain("no column 'titel', which $.data.allowDistinct names"));
    }

    [Test]
    public void A_number_that_counts_the_rows_is_warned_of()
    {
        scratch.Write("train.csv", "key,a,b,y\n" + Lines(100, row => $"{1000 + row},{row % 7},{row * 0.37},{row % 5}"));

        var run = Train(Config("\"numeric\": [\"key\", \"a\", \"b\"]"));

        Assert.That(run.Out, Does.Contain(
            "Warning: whole numbers that count the training rows, as an id does: 'key' 80 of 80. Among the features an id hides rows that repeat, "));
        Assert.That(JsonNode.Parse(File.ReadAllText(scratch.At("run/metrics.json")))!["rows"]!["distinct"]![0]!.ToJsonString(),
            Is.EqualTo("""{"column":"key","distinct":80,"rows":80,"kind":"numeric"}"""));
    }

    private static string Lines(int rows, Func<int, string> line) => string.Concat(Enumerable.Range(0, rows).Select(row => line(row) + "\n"));

    private string Config(
        string data, string rest = "",
            string model = "\"trainer\": \"lightGbm\", \"options\": { \"numberOfIterations\": 3, \"minimumExampleCountPerLeaf\": 2 }", string label = "",
            string task = "regression") =>
        scratch.Write("run.json", $$"""
            { "task": "{{task}}", "data": { "train": "train.csv", "label": { {{label}}"column": "y" }, {{data}} },
              "model": { {{model}} }{{(rest.Length > 0 ? "," : "")}} {{rest}} }
            """);

    private RunResult Train(string config, params string[] options) => Support.Program.Run(["train", config, "--out", scratch.At("run"), .. options]);
}

using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Tables;
using Pipeline.Tests.Support;
using Pipeline.Tests.Training.Chain;
using Pipeline.Training.Chain;

namespace Pipeline.Tests.Commands;

[TestFixture]
internal sealed class ThresholdCommandTests
{
    private readonly Scratch scratch = new();

    [OneTimeSetUp]
    public void TrainTheModels()
    {
        foreach (var trainer in (string[])["lightGbm", "fastForest"])
        {
            string[] sets = ["gates={}", "model.options={}", $"model.trainer={trainer}",
                $"model.options.{(trainer == "lightGbm" ? "numberOfIterations" : "numberOfTrees")}=20", "scoring.threshold=0.5"];
            Assert.That(Support.Program.Run(["train", Demo.Config("churn"), "--out", scratch.At(trainer),
                .. sets.SelectMany(set => (string[])["--set", set])]).Code, Is.Zero);
        }
    }

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [TestCase("lightGbm")]
    [TestCase("fastForest")]
    public void A_threshold_that_is_moved_decides_here_and_in_stock_ML_NET_and_no_score_changes(string trainer)
    {
        var run = Threshold(trainer, "moved.zip", "--value", "0.3");
        var (before, after) = (ModelZipReader.Open(scratch.At($"{trainer}/model.zip")), ModelZipReader.Open(scratch.At("moved.zip")));
        var batch = FileRows.Read(Demo.Data("churn"), ReadSchemas.ForScoring(after.Model.Signature, []));
        var (one, other) = (FileRows.Score(before.Model, Demo.Data("churn")), FileRows.Score(after.Model, Demo.Data("churn")));
        var stock = new MLContext().Model.Load(scratch.At("moved.zip"), out _).Transform(BatchView.OfFeatures(batch));

        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
        Assert.That((after.Model.Signature.Threshold, after.Sha256 == before.Sha256), Is.EqualTo(((double?)0.3, false)));
        Assert.That(other.Score.ToArray(), Is.EqualTo(one.Score.ToArray()));
        Assert.That(other.Probability.ToArray(), Is.EqualTo(one.Probability.ToArray()));
        Assert.That(other.PredictedLabel.ToArray(), Is.EqualTo(one.Probability.ToArray().Select(p => p >= 0.3 ? 1 : 0)).And.Not.EqualTo(
            one.PredictedLabel.ToArray()));
        Assert.That(stock.GetColumn<bool>("PredictedLabel"), Is.EqualTo(one.Probability.ToArray().Select(p => p >= 0.3)));
    }

    [Test]
    public void Inspect_says_where_it_comes_from_and_shows_no_figure_of_the_old_one()
    {
        Assert.That(Threshold("lightGbm", "stated.zip", "--value", "0.3").Code, Is.Zero);
        var shown = Support.Program.Run("inspect", scratch.At("stated.zip")).Out;
        var metrics = ModelZipReader.Open(scratch.At("stated.zip")).Manifest.Metrics;

        Assert.That(shown, Does.Contain("'Yes' where Probability ≥ 0.3 (stated; moved, "));
        Assert.That(((string[])["accuracy", "f1", "precision", "recall"]).Select(name => metrics["metrics"]![name]!["value"]), Is.All.Null);
        Assert.That((double)metrics["metrics"]!["auc"]!["value"]!, Is.GreaterThan(0.8));
        Assert.That(metrics["confusion"], Is.Null);
    }

    [Test]
    public void A_rule_is_chosen_on_the_rows_that_the_model_has_not_seen()
    {
        var run = Threshold("lightGbm", "ruled.zip", "--rule", "recall=0.9", Demo.Data("churn"), "--json");
        var measured = JsonNode.Parse(Support.Program.Run("evaluate", scratch.At("ruled.zip"), Demo.Data("churn"), "--held-out", "--json").Out)!;

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That((string)JsonNode.Parse(run.Out)!["chosenOn"]!, Does.Match(
            @"^1,4\d\d rows of churn\.csv \(5,6\d\d rows whose keys were trained on left out\)$"));
        Assert.That((double)measured["report"]!["metrics"]!["recall"]!["value"]!, Is.EqualTo(0.9).Within(0.02), "they are the held-out rows");
    }

    [Test]
    public void Data_that_cannot_tell_its_rows_are_taken_as_they_are_and_that_is_said()
    {
        // Without a column of the training that is no feature, a row cannot be told from another; the model reads it all the same.
        scratch.Write("noted.csv", Noted(File.ReadAllLines(Demo.Data("churn"))));
        Assert.That(Support.Program.Run("train", Demo.Config("churn"), "--out", scratch.At("noted"), "--set", $"data.train={scratch.At("noted.csv")}", "--set",
            "data.ignore=note", "--set", "gates={}",
            "--set", "model.options.numberOfIterations=5").Code, Is.Zero);
        var told = Threshold("noted", "told.zip", "--rule", "f1", scratch.At("noted.csv"), "--json");
        var untold = Threshold("noted", "untold.zip", "--rule", "f1", Demo.Data("churn"), "--json");

        Assert.That((string)JsonNode.Parse(told.Out)!["chosenOn"]!, Does.EndWith("rows whose keys were trained on left out)"));
        Assert.That((string)JsonNode.Parse(untold.Out)!["chosenOn"]!, Is.EqualTo(
            "7,043 rows of churn.csv, which cannot tell whether the model was trained on them"));
    }

    [TestCase("--value", "1.5", 2, "a probability from 0 to 1")]
    [TestCase("--value", "often", 2, "a probability from 0 to 1")]
    [TestCase("--rule", "recal=0.9", 2, "Did you mean 'recall'?")]
    [TestCase("--rule", "precision=0", 2, "f1, youden, precision=P or recall=R")]
    [TestCase("--rule", "f1", 2, "labelled rows for --rule to choose on")]
    public void Other_words_are_refused_and_nothing_is_written(string option, string value, int code, string message)
    {
        var run = option == "--rule" && value != "f1" ? Threshold("lightGbm", "wrong.zip", option, value, Demo.Data("churn"))
            : Threshold("lightGbm", "wrong.zip", option, value);

        Assert.That((run.Code, run.Error), Is.EqualTo((code, run.Error)));
        Assert.That(run.Error, Does.Contain(message));
        Assert.That(File.Exists(scratch.At("wrong.zip")), Is.False);
    }

    [Test]
    public void A_rule_that_no_threshold_reaches_fails_and_nothing_is_written()
    {
        // Who left is who stayed: the surest rows of the model are wrong.
        scratch.Write("turned.csv", string.Join('\n', File.ReadAllLines(Demo.Data("churn"))
            .Select(line => Turn(line.Replace("\"", "", StringComparison.Ordinal)))) + "\n");
        var run = Threshold("lightGbm", "unreached.zip", "--rule", "precision=1", scratch.At("turned.csv"));

        Assert.That((run.Code, File.Exists(scratch.At("unreached.zip"))), Is.EqualTo((1, false)), run.Error);
        Assert.That(run.Error, Does.Contain("a precision of at least 1"));
    }

    [Test]
    public void A_rule_is_not_chosen_on_rows_that_have_changed_and_bad_rows_are_said_and_kept()
    {
        var lines = File.ReadAllLines(Demo.Data("churn")).Select(line => line.Replace("\"", "", StringComparison.Ordinal)).ToArray();
        var tenure = Array.IndexOf(lines[0].Split(','), "tenure");
        string Change(string line, string value)
        {
            var fields = line.Split(',');
            fields[tenure] = value;
            return string.Join(',', fields);
        }
        scratch.Write("months.csv", string.Join('\n', lines.Select((line, i) => i == 0 ? line : Change(line, line.Split(',')[tenure] + "000"))) + "\n");
        scratch.Write("bad.csv", string.Join('\n', lines.Select((line, i) => i == 7 ? Change(line, "long") : line)) + "\n");
        var shifted = Threshold("lightGbm", "shifted.zip", "--rule", "f1", scratch.At("months.csv"));
        var bad = Threshold("lightGbm", "bad.zip", "--rule", "f1", scratch.At("bad.csv"), "--bad-rows", $"quarantine={scratch.At("q.csv")}", "--json");

        Assert.That((shifted.Code, File.Exists(scratch.At("shifted.zip"))), Is.EqualTo((1, false)), shifted.Error);
        Assert.That(shifted.Error, Does.Contain("'tenure'"));
        Assert.That((bad.Code, File.ReadAllLines(scratch.At("q.csv")).Length), Is.EqualTo((0, 2)), bad.Error);
        Assert.That((string)JsonNode.Parse(bad.Out)!["chosenOn"]!, Does.EndWith(", 1 that cannot be read left out"));
    }

    [TestCase("score")]
    [TestCase("evaluate")]
    public void A_threshold_for_one_run_decides_and_is_in_the_summary(string command)
    {
        string[] output = command == "score" ? [scratch.At("scores.csv")] : [];
        var run = Support.Program.Run([command, scratch.At("lightGbm/model.zip"), Demo.Data("churn"), .. output, "--threshold", "0.3", "--json"]);
        var moved = JsonNode.Parse(run.Out)!["threshold"]!;
        var plain = Support.Program.Run([command, scratch.At("lightGbm/model.zip"), Demo.Data("churn"), .. output, "--threshold", "0.3"]);

        Assert.That((run.Code, (double)moved["used"]!, (double)moved["zip"]!), Is.EqualTo((0, 0.3, 0.5)), run.Error);
        Assert.That(plain.Out, Does.Contain("Decided by a threshold of 0.3; that of the zip is 0.5."));
        if (command == "score")
            Assert.That(File.ReadLines(output[0]).Skip(1).Select(line => line.Split(',')).All(
                fields => fields[0] == (float.Parse(fields[1], System.Globalization.CultureInfo.InvariantCulture) >= 0.3 ? "Yes" : "No")));
    }

    [Test]
    public void A_model_without_a_threshold_takes_none()
    {
        Assert.That(Support.Program.Run("train", Demo.Config("concrete"), "--out", scratch.At("concrete"), "--set", "model.options.numberOfTrees=5", "--set",
            "gates={}").Code, Is.Zero);
        var moved = Support.Program.Run("threshold", scratch.At("concrete/model.zip"), scratch.At("none.zip"), "--value", "0.5");
        var scored = Support.Program.Run("score", scratch.At("concrete/model.zip"), Demo.Data("concrete"), scratch.At("none.csv"), "--threshold", "0.5");

        Assert.That((moved.Code, scored.Code), Is.EqualTo((2, 2)));
        Assert.That(moved.Error, Does.Contain("a binary model"));
        Assert.That(scored.Error, Does.Contain("only binary models have one"));
    }

    private static string Turn(string line) => line.StartsWith("Yes,", StringComparison.Ordinal) ? "No" + line[3..]
        : line.StartsWith("No,", StringComparison.Ordinal) ? "Yes" + line[2..] : line;

    private static string Noted(string[] lines) => string.Concat(lines.Select((line, i) => FormattableString.Invariant($"{line},{(i == 0 ? "note" : i)}\n")));

    private RunResult Threshold(string trainer, string output, params string[] more) =>
        Support.Program.Run(["threshold", scratch.At($"{trainer}/model.zip"), scratch.At(output), .. more]);
}

using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

[TestFixture]
internal sealed class BaselineTests
{
    private const string Gate = """ "metrics": [{ "metric": "auc", "minimumImprovement": -0.1 }] """;
    private readonly Scratch scratch = new();

    [OneTimeSetUp]
    public void TrainTheChampion()
    {
        scratch.Write("table.csv", Numbered(File.ReadAllLines(Demo.Data("churn"))));
        Assert.That(Train("champion").Code, Is.Zero);
    }

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [TestCase("data.label.column=contract", "data.label.positive=One year", "label 'churn'", "label 'contract'",
        Description = "another column; of three classes, so that the classes differ as well")]
    [TestCase("data.label.positive=No", "", "classes 'No', 'Yes'", "classes 'Yes', 'No'", Description = "the other class is the positive one")]
    [TestCase("data.weight=monthly_charges", "data.numeric=[\"tenure\",\"total_charges\"]", "weight column none", "weight column 'monthly_charges'")]
    [TestCase("seed=2", "", "other held-out rows", "figures of the rows of this run")]
    [TestCase("split.testFraction=0.3", "", "other held-out rows", "figures of the rows of this run")]
    public void A_baseline_of_something_else_is_refused_by_what_differs_before_anything_is_trained(string one, string other, string found, string expected)
    {
        scratch.Write("two.csv", File.ReadAllText(scratch.At("table.csv")).Replace("Two year", "One year", StringComparison.Ordinal));
        foreach (var baseline in (string[])["model.zip", "metrics.json"])
        {
            string[] sets = [one, other, $"data.train={scratch.At(one.EndsWith("contract", StringComparison.Ordinal) ? "two.csv" : "table.csv")}"];
            var run = Train("challenger", [.. sets.Where(set => set.Length > 0), Baseline($"champion/{baseline}")]);

            Assert.That(run.Code, Is.EqualTo(2), run.Error);
            Assert.That(run.Error, Does.Contain("$.gates.baseline: ").And.Contain(found).And.Contain(expected));
            Assert.That(Directory.Exists(scratch.At("challenger")), Is.False);
        }
    }

    [Test]
    public void Other_features_are_no_obstacle_the_held_out_rows_are_the_same()
    {
        var run = Train("narrow", "data.ignore=tenure", "data.numeric=[\"monthly_charges\",\"total_charges\"]", Baseline("champion/model.zip"));

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Contain("its recorded figures, of the same held-out rows.").And.Contain("the baseline's is 0.8"));
    }

    [Test]
    public void A_baseline_is_rescored_on_the_held_out_rows_that_it_was_not_trained_on()
    {
        var run = Train("rescored", "seed=2", Baseline("champion/model.zip", rescore: true));
        var outcome = Metrics("rescored")["baseline"]!;
        var (rows, trained) = ((int)outcome["rows"]!, (int)outcome["rowsTrainedOn"]!);

        Assert.That(run.Code, Is.Zero, run.Error);
        // Of the 1,409 rows held out by the second seed about one in five was held out by the first.
        Assert.That(rows + trained, Is.EqualTo(1409));
        Assert.That(rows, Is.EqualTo(282).Within(60));
        Assert.That(run.Out,
            Does.Contain(FormattableString.Invariant(
            $"scored again on {rows} of the 1,409 held-out rows; it was trained on the keys of the other {trained:N0}.")));
        Assert.That((int)outcome["baseline"]!["rows"]!, Is.EqualTo(rows));
        Assert.That((int)outcome["current"]!["rows"]!, Is.EqualTo(rows));
        Assert.That(Ids("rescored").Intersect(Ids("champion")).Count(), Is.EqualTo(rows).Within(2), "a row in 8,192 may be left out for nothing");
    }

    [Test]
    public void Rescored_on_the_very_rows_that_it_was_measured_on_a_baseline_has_its_recorded_figures()
    {
        var run = Train("same", Baseline("champion/model.zip", rescore: true));
        var outcome = Metrics("same")["baseline"]!;

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That((int)outcome["rowsTrainedOn"]!, Is.LessThanOrEqualTo(2), "no more than chance");
        if ((int)outcome["rowsTrainedOn"]! == 0)
            Assert.That(outcome["baseline"]!.ToJsonString(), Is.EqualTo(Metrics("champion")["report"]!.ToJsonString()));
    }

    [Test]
    public void A_baseline_that_was_trained_on_every_held_out_row_measures_nothing()
    {
        var lines = File.ReadAllLines(scratch.At("table.csv"));
        scratch.Write("part.csv", string.Join('\n', lines.Take(200)) + "\n");
        scratch.Write("rest.csv", string.Join('\n', [lines[0], .. lines.Skip(200)]) + "\n");
        Assert.That(Train("everything", "split=null", "data.test=" + scratch.At("rest.csv"), "data.train=" + scratch.At("part.csv")).Code, Is.Zero);

        var run = Train("none", "split=null", "data.train=" + scratch.At("rest.csv"), "data.test=" + scratch.At("part.csv"),
            Baseline("everything/model.zip", rescore: true));

        Assert.That((run.Code, run.Error), Is.EqualTo((1, run.Error)));
        Assert.That(run.Error, Does.Contain("which was trained on every one of the 199 held-out rows"));
    }

    [Test]
    public void A_table_that_lacks_a_column_of_the_baseline_cannot_be_rescored_and_the_column_is_named()
    {
        var lines = File.ReadAllLines(scratch.At("table.csv"));
        scratch.Write("renamed.csv", string.Join('\n', lines.Select((line, i) => i == 0 ? line.Replace("tenure", "months", StringComparison.Ordinal) : line))
            + "\n");
        var run = Train("lacking", "data.train=" + scratch.At("renamed.csv"), "data.numeric=[\"monthly_charges\",\"total_charges\"]", "data.ignore=months",
            Baseline("champion/model.zip", rescore: true));

        Assert.That((run.Code, run.Error), Is.EqualTo((3, run.Error)));
        Assert.That(run.Error, Does.Contain("$.gates.baseline '").And.Contain("no column 'tenure'"));
    }

    [Test]
    public void On_the_first_night_a_missing_baseline_may_pass_and_the_limits_hold_all_the_same()
    {
        var baseline = $$"""gates={"baseline":{"zip":"{{scratch.At("nothing.zip")}}","ifMissing":"pass"},"metrics":["""
            + """{"metric":"auc","minimum":MINIMUM,"minimumImprovement":0}]}""";
        var first = Train("first", baseline.Replace("MINIMUM", "0.8", StringComparison.Ordinal));
        var bad = Train("bad", baseline.Replace("MINIMUM", "0.99", StringComparison.Ordinal));
        var missing = Train("missing", baseline.Replace("MINIMUM", "0.8", StringComparison.Ordinal).Replace("pass", "fail", StringComparison.Ordinal));

        Assert.That((first.Code, bad.Code, missing.Code), Is.EqualTo((0, 1, 2)), first.Error);
        Assert.That(first.Out, Does.Contain("there is none yet, and the config lets that pass.").And.Contain(
            "Gate auc minimum improvement 0: passed, without a baseline."));
        Assert.That(missing.Error, Does.Contain("nothing.zip"));
    }

    [Test]
    public void A_directory_is_no_baseline_and_what_is_meant_is_named() => Assert.That(
        Train("directory", Baseline("champion")), Has.Property("Code").EqualTo(2).And.Property("Error").Contains(
            ", a directory; expected a model zip or a metrics.json").And.Property("Error").Contains("model.zip."));

    [Test]
    public void A_file_of_figures_cannot_be_rescored() =>
        Assert.That(Train("figures", Baseline("champion/metrics.json", rescore: true)),
            Has.Property("Code").EqualTo(2).And.Property("Error").Contains("$.gates.baseline.rescore: "));

    [Test]
    public void A_file_of_figures_of_another_format_is_no_baseline()
    {
        File.WriteAllText(scratch.At("champion/older.json"), Metrics("champion").ToJsonString().Replace("\"format\":1,", "", StringComparison.Ordinal));
        Assert.That(Train("older", Baseline("champion/older.json")), Has.Property("Code").EqualTo(4)
            .And.Property("Error").Contains("a document whose format is not 1; expected a metrics.json that this version of train wrote"));
    }

    private IEnumerable<string> Ids(string folder) => File.ReadLines(scratch.At($"{folder}/scores.csv")).Skip(1).Select(line => line.Split(',')[0]);

    private string Baseline(string path, bool rescore = false) =>
        $$"""gates={"baseline":{"zip":"{{scratch.At(path)}}","rescore":{{(rescore ? "true" : "false")}}},{{Gate}}}""";

    private JsonNode Metrics(string folder) => JsonNode.Parse(File.ReadAllBytes(scratch.At($"{folder}/metrics.json")))!;

    private static string Numbered(string[] lines) => string.Concat(lines.Select((line, i) => FormattableString.Invariant($"{(i == 0 ? "nr" : i)},{line}\n")));

    /// <summary>The customers with a number each.</summary>
    private RunResult Train(string folder, params string[] sets)
    {
        string[] all = ["gates={}", "data.id=nr", $"data.train={scratch.At("table.csv")}", "model.options.numberOfIterations=20", "scoring.threshold=0.5",
            .. sets];
        return Support.Program.Run(["train", Demo.Config("churn"), "--out", scratch.At(folder), .. all.SelectMany(set => (string[])["--set", set])]);
    }
}

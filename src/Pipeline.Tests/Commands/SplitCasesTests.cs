using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>The split as a run makes it, on tables that it once split badly.</summary>
[TestFixture]
internal sealed class SplitCasesTests
{
    private readonly Scratch scratch = new();

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [Test]
    public void Six_different_rows_hold_out_rows_like_the_table_at_every_seed()
    {
        var auc = new List<double>();
        foreach (var seed in Enumerable.Range(1, 8))
        {
            Assert.That(Cases.TrainInto(scratch, $"ship{seed}", "ship", "--set", $"seed={seed}").Code, Is.Zero);
            var metrics = Metrics($"ship{seed}");

            Assert.That((int)metrics["data"]!["testRows"]!, Is.EqualTo(120));
            auc.Add(Figure(metrics, "auc"));
            Assert.That(Figure(metrics, "baseRate"), Is.EqualTo(0.41).Within(0.01), $"seed {seed}");
            Assert.That((int)metrics["data"]!["overlappingCombinations"]!, Is.EqualTo(6));
        }
        // 120 rows measure it with a standard deviation of about 0.04.
        Assert.That(auc, Has.All.InRange(0.68, 0.96));
        Assert.That(auc.Average(), Is.EqualTo(0.83).Within(0.04), "cells that were held out whole gave 0.5");
    }

    [Test]
    public void Without_the_number_of_its_rows_the_same_table_has_the_same_honest_figure()
    {
        scratch.Write("ship.csv", string.Concat(File.ReadLines(Cases.PathOf("ship.csv"))
            .Select(line => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..] + "\n")));
        var auc = Enumerable.Range(1, 8).Select(seed =>
        {
            Assert.That(Cases.TrainInto(scratch, $"cells{seed}", "ship", "--set", $"seed={seed}", "--set", "data.id=[]", "--set",
                $"data.train={scratch.At("ship.csv")}").Code, Is.Zero);
            return Figure(Metrics($"cells{seed}"), "auc");
        }).ToList();

        Assert.That(auc, Has.All.InRange(0.68, 0.96));
        Assert.That(auc.Average(), Is.EqualTo(0.83).Within(0.04), "cells that were held out whole, by record, gave 0 to 0.3");
    }

    [TestCase("columns-a", "columns-b", Description = "the same rows, columns in another order")]
    [TestCase("columns-noise-with", "columns-noise-without", Description = "one feature more")]
    public void The_held_out_rows_are_the_same(string one, string other)
    {
        Assert.That((Cases.Train(scratch, one).Code, Cases.Train(scratch, other).Code), Is.EqualTo((0, 0)));

        Assert.That(Ids(one), Is.EqualTo(Ids(other)));
        foreach (var digest in (string[])["splitDigest", "heldOutDigest"])
            Assert.That((string)Metrics(one)["data"]![digest]!, Is.EqualTo((string)Metrics(other)["data"]![digest]!).And.Match("^[0-9a-f]{64}$"), digest);
        Assert.That(Program.Run("inspect", scratch.At($"{one}/model.zip")).Out, Does.Contain((string)Metrics(one)["data"]!["heldOutDigest"]!));
    }

    [Test]
    public void Without_an_id_every_column_of_the_file_tells_rows_apart_used_or_not()
    {
        Assert.That(Cases.TrainInto(scratch, "with", "columns-noise-with", "--set", "data.id=[]", "--set", "data.ignore=id").Code, Is.Zero);
        Assert.That(Cases.TrainInto(scratch, "without", "columns-noise-without", "--set", "data.id=[]", "--set", "data.ignore=id").Code, Is.Zero);

        Assert.That((string)Metrics("with")["data"]!["heldOutDigest"]!, Is.EqualTo((string)Metrics("without")["data"]!["heldOutDigest"]!));
        Assert.That(Metrics("with")["data"]!["keyColumns"]!.AsArray().Select(name => (string)name!), Is.EqualTo((string[])["c", "id", "q", "x", "y"]));
    }

    [Test]
    public void Two_forms_of_time_are_an_error_with_both_texts_and_lines()
    {
        var run = Cases.Train(scratch, "mixed-times");

        Assert.That(run.Code, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("'2024-01-01' (a date) in ").And.Contain("mixed-times.csv:2 and '20240601' (a date (yyyyMMdd)) in ").And.Contain(
            "mixed-times.csv:102;"));
    }

    [Test]
    public void A_column_says_which_rows_are_held_out_and_any_other_word_is_an_error_with_its_place()
    {
        var lines = File.ReadAllLines(Cases.PathOf("columns-a.csv"));
        string[] With(Func<int, string> side) => [lines[0] + ",part", .. lines.Skip(1).Select((line, i) => $"{line},{side(i)}")];
        scratch.Write("sides.csv", string.Join('\n', With(i => i % 4 == 0 ? "Test" : "train")) + "\n");
        scratch.Write("wrong.csv", string.Join('\n', With(i => i == 2 ? "later" : "test")) + "\n");
        string[] Sets(string file) => ["--set", $"data.train={scratch.At(file)}", "--set", "split={\"by\":\"column\",\"column\":\"part\"}"];

        Assert.That(Cases.TrainInto(scratch, "sides", "columns-a", Sets("sides.csv")).Code, Is.Zero);
        Assert.That(Ids("sides"), Is.EquivalentTo(lines.Skip(1).Where((_, i) => i % 4 == 0).Select(line => line.Split(',')[0])));
        Assert.That(Program.Run("evaluate", scratch.At("sides/model.zip"), scratch.At("sides.csv"), "--held-out").Code, Is.Zero);
        Assert.That(Cases.TrainInto(scratch, "wrong", "columns-a", Sets("wrong.csv")),
            Has.Property("Code").EqualTo(3).And.Property("Error").Contains("wrong.csv:4:").And.Property("Error").Contains("train, test or validation"));
    }

    [Test]
    public void A_missing_group_is_an_error_with_its_place()
    {
        scratch.Write("groups.csv", "x,g,y\n1,a,yes\n2,,no\n3,b,no\n");
        scratch.Write("groups.json", """
            {"task":"binary","data":{"train":"groups.csv","label":{"column":"y","positive":"yes"},"numeric":["x"]},
            "split":{"by":"group","column":"g"},"model":{"trainer":"fastTree"}}
            """);
        var run = Program.Run("train", scratch.At("groups.json"), "--out", scratch.At("groups"));

        Assert.That((run.Code, run.Error), Is.EqualTo((3, run.Error)));
        Assert.That(run.Error, Does.Contain("groups.csv:3:3").And.Contain("a group: every row needs one"));
    }

    [TestCase("nothing", "split.key=nr2", 3, "no column 'nr2', which $.split.key names")]
    [TestCase("column", "split={\"by\":\"column\"}", 2, "$.split.column: nothing; expected the column column")]
    [TestCase("fraction", "split={\"by\":\"column\",\"column\":\"nr\",\"testFraction\":0.3}", 2, "'testFraction' although split.by is column")]
    [TestCase("gap", "split={\"gap\":\"7d\"}", 2, "'gap' although split.by is rows")]
    [TestCase("unit", "split={\"by\":\"time\",\"column\":\"nr\",\"gap\":\"7 days\"}", 2, "expected a length of time above 0")]
    public void Members_of_the_split_that_do_not_fit_are_refused(string folder, string set, int code, string message)
    {
        var run = Cases.TrainInto(scratch, folder, "ship", "--set", set);

        Assert.That((run.Code, run.Error), Is.EqualTo((code, run.Error)));
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public void A_chosen_key_holds_out_the_same_rows_whatever_else_the_record_says()
    {
        var lines = File.ReadAllLines(Cases.PathOf("ship.csv"));
        scratch.Write("renamed.csv", string.Join('\n', lines.Select((line, i) => i == 0 ? line + ",note" : $"{line},n{i % 7}")) + "\n");
        string[] key = ["--set", "data.id=[]", "--set", "split.key=nr"];

        Assert.That(Cases.TrainInto(scratch, "plain", "ship", key).Code, Is.Zero);
        Assert.That(Cases.TrainInto(scratch, "noted", "ship", [.. key, "--set", $"data.train={scratch.At("renamed.csv")}"]).Code, Is.Zero);
        Assert.That((string)Metrics("noted")["data"]!["splitDigest"]!, Is.EqualTo((string)Metrics("plain")["data"]!["splitDigest"]!));
    }

    private JsonNode Metrics(string folder) => JsonNode.Parse(File.ReadAllBytes(scratch.At($"{folder}/metrics.json")))!;

    private static double Figure(JsonNode metrics, string name) =>
        (double)metrics["report"]!["metrics"]![name]!["value"]!;

    private IEnumerable<string> Ids(string folder) => File.ReadLines(scratch.At($"{folder}/scores.csv")).Skip(1)
        .Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal);
}

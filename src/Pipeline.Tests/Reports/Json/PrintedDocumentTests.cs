using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Configuration.Options;
using Pipeline.Model.Problems;
using Pipeline.Tests.Commands;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Reports.Json;

/// <summary>What the commands print is held to the schemas that lie in docs/json.</summary>
[TestFixture]
internal sealed class PrintedDocumentTests
{
    private const string Concrete = "data/concrete.csv";

    private readonly Scratch scratch = new();

    [OneTimeTearDown]
    public void Remove() => scratch.Dispose();

    [TestCaseSource(typeof(Demo), nameof(Demo.Names))]
    public void What_train_evaluate_score_export_and_inspect_print_of_a_demo_is_valid(string demo)
    {
        var (zip, data) = (Demo.Zip(demo), Demo.Data(demo));

        Holds("evaluate", 0, "evaluate", zip, data, "--held-out");
        Holds("evaluate", 0, "evaluate", zip, data, "--on-shift", "warn", "--precision", "fast");
        Holds("score", 0, "score", zip, data, scratch.At($"{demo}.csv"));
        Holds("export", 0, "export", zip, scratch.At($"{demo}.onnx"), "--inputs", "columns");
        Holds("inspect", 0, "inspect", zip);
        Holds("train", 0, "train", Demo.Config(demo), "--out", scratch.At(demo));
        Assert.That(Schemas.Against("metrics", File.ReadAllText(scratch.At($"{demo}/metrics.json"))), Is.Empty);
    }

    [Test]
    public void A_training_with_a_baseline_gates_and_a_rule_is_valid()
    {
        Holds("train", 0, "train", Demo.Config("churn"), "--out", scratch.At("ruled"), "--set", "scoring.threshold=f1",
            "--set", $"gates.baseline.zip={Demo.Zip("churn")}", "--set", "gates.baseline.rescore=true",
            "--set", "gates.metrics=[{\"metric\":\"accuracy\",\"minimumImprovement\":-1,\"minimum\":0.1}]");
        Assert.That(Schemas.Against("metrics", File.ReadAllText(scratch.At("ruled/metrics.json"))), Is.Empty);
        Holds("train", 0, "train", Demo.Config("churn"), "--out", scratch.At("early"), "--set", "model={\"trainer\":\"fastTree\",\"earlyStopping\":5}",
            "--set", "split.validation=0.2", "--set", "gates.baseline.zip=../nowhere.zip", "--set", "gates.baseline.ifMissing=pass");
    }

    [Test]
    public void A_threshold_that_is_stated_and_one_that_is_chosen_are_valid_and_so_is_what_runs_with_them()
    {
        var moved = scratch.At("moved.zip");

        Holds("threshold", 0, "threshold", Demo.Zip("churn"), scratch.At("stated.zip"), "--value", "0.6");
        Holds("threshold", 0, "threshold", Demo.Zip("churn"), moved, Demo.Data("churn"), "--rule", "recall=0.9");
        Holds("evaluate", 0, "evaluate", moved, Demo.Data("churn"), "--threshold", "0.7");
        Holds("inspect", 0, "inspect", moved);
    }

    [Test]
    public void Rows_that_are_bad_blank_shifted_and_unseen_are_valid()
    {
        var lines = Demo.Head("penguins", 60).Select((line, row) => row == 0 ? line : line.Replace("Biscoe", "Atlantis", StringComparison.Ordinal)).ToList();
        lines.Insert(3, new string(',', lines[0].Count(c => c == ',')));
        lines.Insert(5, "only one");
        File.WriteAllText(scratch.At("day.csv"), string.Join('\n', lines) + "\n");
        string[] options = ["--bad-rows", "skip", "--blank-rows", "skip", "--on-shift", "warn"];

        var document = Holds("score", 0, ["score", Demo.Zip("penguins"), scratch.At("day.csv"), scratch.At("day-scored.csv"), .. options]);
        Assert.That((int)document["input"]!["badRows"]!, Is.EqualTo(1));
        Assert.That((int)document["input"]!["blankRows"]!, Is.EqualTo(1));
        Assert.That(document["input"]!["unseen"]!.AsArray(), Is.Not.Empty);

        var metres = Demo.Head("concrete", 300).Select((line, row) => row == 0 ? line : $"{line[..line.IndexOf(',')]}000{line[line.IndexOf(',')..]}");
        File.WriteAllText(scratch.At("grams.csv"), string.Join('\n', metres) + "\n");
        document = Holds("evaluate", 0, ["evaluate", Demo.Zip("concrete"), scratch.At("grams.csv"), .. options]);
        Assert.That(document["input"]!["shifted"]!.AsArray(), Is.Not.Empty);
    }

    [Test]
    public void What_trainers_prints_of_all_and_of_each_is_valid()
    {
        Holds("trainers", 0, "trainers");
        foreach (var name in TrainerCatalog.All.Select(trainer => trainer.Name).Distinct())
            Holds("trainers", 0, "trainers", name);
    }

    [Test]
    public void What_devices_prints_is_valid() => Holds("devices", 0, "devices");

    [TestCase(2, "train", "nothing.jsonc")]
    [TestCase(2, "train", "configs/concrete.jsonc", "--set", "seeed=1")]
    [TestCase(1, "train", "configs/concrete.jsonc", "--out", "gated", "--set", "gates.metrics[0].minimum=0.99")]
    [TestCase(3, "score", "runs/concrete/model.zip", "nothing.csv", "out.csv")]
    [TestCase(3, "evaluate", "runs/concrete/model.zip", "data/penguins.csv")]
    [TestCase(4, "inspect", Concrete)]
    [TestCase(2, "export", "runs/concrete/model.zip", "-")]
    [TestCase(2, "trainers", "nothing")]
    [TestCase(2, "threshold", "runs/concrete/model.zip", "out.zip")]
    [TestCase(2, "gpu-check", "--device", "cpu")]
    [TestCase(2, "nothing")]
    [TestCase(2, "devices", "--nothing")]
    public void An_error_of_any_command_is_valid(int code, params string[] args)
    {
        Demo.Zip("concrete");
        using var here = new Cli.WorkingDirectory(Demo.Root);

        var document = Holds("error", code, args);

        Assert.That((int)document["error"]!["exitCode"]!, Is.EqualTo(code));
    }

    [Test]
    public void A_run_that_is_interrupted_prints_a_valid_error()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        var result = Support.Program.RunWith([], cancel.Token, "evaluate", Demo.Zip("concrete"), Demo.Data("concrete"), "--on-shift", "warn", "--json");

        Assert.That(result.Code, Is.EqualTo((int)ExitCode.Interrupted));
        Assert.That(Schemas.Against("error", result.Out), Is.Empty);
    }

    [Test]
    public void A_schema_refuses_a_member_more_a_member_less_and_one_of_another_kind()
    {
        var document = Holds("score", 0, "score", Demo.Zip("concrete"), Demo.Data("concrete"), scratch.At("scored.csv"), "--on-shift", "warn");
        void Refused(string words, Action<JsonObject> change)
        {
            var changed = document.DeepClone().AsObject();
            change(changed);
            Assert.That(Schemas.Against("score", changed.ToJsonString()), Is.Not.Empty, words);
        }

        Refused("a member more", json => json["more"] = 1);
        Refused("a member more, further down", json => json["input"]!["files"]![0]!["more"] = 1);
        Refused("a member less", json => json.Remove("rows"));
        Refused("a member less, further down", json => json["input"]!["files"]![0]!.AsObject().Remove("sha256"));
        Refused("another kind", json => json["rows"] = "many");
        Refused("another format", json => json["format"] = 2);
        Refused("a digest that is none", json => json["modelSha256"] = "abc");
        Assert.That(Schemas.Against("score", document.ToJsonString()), Is.Empty);
    }

    private static JsonObject Holds(string schema, int code, params string[] args)
    {
        var result = Support.Program.Run([.. args, "--json"]);
        Assert.That(result.Code, Is.EqualTo(code), result.Error);
        Assert.That(Schemas.Against(schema, result.Out), Is.Empty, string.Join(' ', args));
        var document = JsonNode.Parse(result.Out)!.AsObject();
        Assert.That(document.First().Key, Is.EqualTo("format"));
        return document;
    }
}

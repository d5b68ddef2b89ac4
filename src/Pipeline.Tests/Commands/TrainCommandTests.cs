using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

[TestFixture]
internal sealed class TrainCommandTests
{
    private static readonly string[] results = ["metrics.json", "model.zip", "scores.csv"];
    private Scratch scratch = null!;

    [SetUp]
    public void Prepare() => scratch = new Scratch();

    [TearDown]
    public void Remove() => scratch.Dispose();

    [Test]
    public void Results_go_to_runs_and_the_name_of_the_config_below_the_working_directory()
    {
        scratch.Write("elsewhere/of.mine.jsonc", File.ReadAllText(Demo.Config("concrete")).Replace("../data/", Demo.At("data/"), StringComparison.Ordinal));

        var run = Support.Program.Start(scratch.Directory, new Dictionary<string, string?>(), "train", "elsewhere/of.mine.jsonc");

        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
        Assert.That(Names("runs/of.mine"), Is.EqualTo(results));
        Assert.That(scratch.Names(), Is.EqualTo(["elsewhere", "runs"]));
    }

    [TestCase(".jsonc")]
    [TestCase("..jsonc")]
    [TestCase("...jsonc")]
    public void A_config_without_a_name_needs_a_directory_that_is_named(string name)
    {
        scratch.Write(name, File.ReadAllText(Repository.PathOf("configs/concrete.jsonc")).Replace(
            "../data/", Repository.PathOf("data") + "/", StringComparison.Ordinal));

        var run = Support.Program.Run("train", scratch.At(name));

        Assert.That((run.Code, run.Error), Is.EqualTo((2,
            $"error: train: '{name}', a config without a name of its own to call the results by; expected --out DIR. "
            + "Say where the results go, or give the config a name.\n")));
        Assert.That(Support.Program.Run("train", scratch.At(name), "--out", scratch.At("run")).Code, Is.Zero);
    }

    [Test]
    public void Scores_are_those_of_the_held_out_rows_with_their_label()
    {
        Demo.Trained("concrete");

        var lines = File.ReadAllLines(Demo.At("runs/concrete/scores.csv"));

        Assert.That((lines[0], lines.Length), Is.EqualTo(("compressive_strength,Score", 207)));
    }

    [TestCase("""{"trainer":"lbfgsLogisticRegression"}""", 8)]
    [TestCase("""{"trainer":"lbfgsLogisticRegression","options":{"numberOfThreads":3}}""", 3)]
    [TestCase("""{"trainer":"sdcaLogisticRegression"}""", 1)]
    public void The_account_of_many_rows_says_how_many_threads_the_model_depends_on(string model, int threads)
    {
        scratch.Write("many.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 30_000).Select(row => $"{row * 7919 % 30_011},{row % 3 / 2}\n")));
        scratch.Write("many.json", $$"""
            { "task": "binary", "data": { "train": "many.csv", "label": { "column": "y", "positive": "1" }, "numeric": ["x"] }, "model": {{model}} }
            """);

        var run = Support.Program.Run("train", scratch.At("many.json"), "--out", scratch.At("out"));

        Assert.That((run.Code, ModelZipReader.Open(scratch.At("out/model.zip")).Manifest.Environs.Threads), Is.EqualTo((0, threads)), run.Error);
    }

    [Test]
    public void Metrics_are_those_of_the_zip_and_only_run_holds_times()
    {
        var first = Metrics("first");
        var second = Metrics("second");
        var inspected = JsonNode.Parse(Support.Program.Run("inspect", scratch.At("first/model.zip"), "--json").Out)!;

        Assert.That(first["report"]!.ToJsonString(), Is.EqualTo(inspected["manifest"]!["metrics"]!.ToJsonString()));
        Assert.That(first["model"]!["sha256"]!.GetValue<string>(), Is.EqualTo(inspected["modelSha256"]!.GetValue<string>()));
        Assert.That(first["run"]!["seconds"]!.GetValue<double>(), Is.Positive);
        first.Remove("run");
        second.Remove("run");
        Assert.That(first.ToJsonString(), Is.EqualTo(second.ToJsonString()));

        JsonObject Metrics(string name)
        {
            Assert.That(Train(name).Code, Is.Zero);
            return JsonNode.Parse(File.ReadAllText(scratch.At($"{name}/metrics.json")))!.AsObject();
        }
    }

    [Test]
    public void Overrides_are_in_the_effective_config_of_the_zip()
    {
        Assert.That(Train("run", "--set", "seed=7", "--set", "split.testFraction=0.3", "--set", "model.options.numberOfTrees=20", "--set",
            "gates.metrics=[]").Code, Is.Zero);

        var config = JsonNode.Parse(Support.Program.Run("inspect", scratch.At("run/model.zip"), "--json").Out)!["manifest"]!["config"]!;
        Assert.That((config["seed"]!.GetValue<int>(), config["split"]!["testFraction"]!.GetValue<double>(),
            config["model"]!["options"]!["numberOfTrees"]!.GetValue<int>()),
            Is.EqualTo((7, 0.3, 20)));
    }

    [Test]
    public void Every_failed_gate_is_listed_and_nothing_is_written()
    {
        var run = Train("a/b", "--set", "gates.metrics[0].minimum=0.99", "--set", "gates.metrics[1].maximum=1");

        Assert.That((run.Code, run.Out), Is.EqualTo((1, "")));
        Assert.That(run.Error, Does.Contain("$.gates.metrics[0].minimum: r2 is 0.92").And.Contain("$.gates.metrics[1].maximum: rmse is 4.7"));
        Assert.That(scratch.Names(), Is.Empty);
    }

    [Test]
    public void A_failed_gate_leaves_the_previous_run_as_it_was()
    {
        foreach (var name in results)
            scratch.Write($"run/{name}", "yesterday");
        scratch.Write("run/notes.txt", "mine");

        Assert.That(Train("run", "--set", "gates.metrics[1].maximum=1").Code, Is.EqualTo(1));
        Assert.That(results.Select(name => File.ReadAllText(scratch.At($"run/{name}"))), Has.All.EqualTo("yesterday"));
        Assert.That(Names("run"), Is.EqualTo(["metrics.json", "model.zip", "notes.txt", "scores.csv"]));
    }

    [TestCase("model.zip")]
    [TestCase("metrics.json")]
    public void A_baseline_is_compared_with_and_may_be_the_run_that_is_replaced(string baseline)
    {
        Assert.That(Train("run").Code, Is.Zero);
        var gate = $"gates={{\"baseline\":\"{scratch.At(
            $"run/{baseline}")}\",\"metrics\":[{{\"metric\":\"rmse\",\"minimumImprovement\":0}},{{\"metric\":\"mae\",\"minimumRelativeImprovement\":0}}]}}";

        var same = Train("run", "--set", gate);
        var before = File.ReadAllBytes(scratch.At("run/model.zip"));
        var worse = Train("run", "--set", gate, "--set", "model.options.numberOfTrees=5");

        Assert.That((same.Code, same.Error), Is.EqualTo((0, "")));
        Assert.That(worse.Code, Is.EqualTo(1));
        Assert.That(worse.Error, Does.Contain("rmse is ").And.Contain("mae is ").And.Contain("the baseline's is 4.70").And.Contain("the baseline's is 2.94"));
        Assert.That(File.ReadAllBytes(scratch.At("run/model.zip")), Is.EqualTo(before));
    }

    [TestCase("nothing.zip", 2)]
    [TestCase("damaged.zip", 4)]
    [TestCase("damaged.json", 4)]
    public void A_baseline_that_cannot_be_read_is_said_before_anything_is_trained(string baseline, int code)
    {
        scratch.Write("damaged.zip", "PK");
        scratch.Write("damaged.json", "{}");

        var run = Train("run", "--set", $"gates.baseline={scratch.At(baseline)}", "--set", "gates.metrics=[{\"metric\":\"rmse\",\"minimumImprovement\":0}]");

        Assert.That(run.Code, Is.EqualTo(code), run.Error);
        Assert.That(run.Error, Does.Contain(baseline));
        Assert.That(Directory.Exists(scratch.At("run")), Is.False);
    }

    [Test]
    public void Bad_rows_of_the_training_data_are_left_out_only_when_asked()
    {
        scratch.Write("bad.csv", File.ReadAllText(Demo.Data("concrete")) + "540,0,0,lots,2.5,1040,676,28,79.99\n1,2\n");
        string[] data = ["--set", $"data.train={scratch.At("bad.csv")}"];

        var stopped = Train("run", data);
        var few = Train("run", [.. data, "--bad-rows", "skip", "--max-bad", "1"]);
        var skipped = Train("run", [.. data, "--bad-rows", $"quarantine={scratch.At("left-out.csv")}", "--max-bad", "2"]);

        Assert.That((stopped.Code, few.Code, skipped.Code), Is.EqualTo((3, 3, 0)), few.Error + skipped.Error);
        Assert.That(skipped.Out, Does.Contain("Rows left out because they could not be read: 2."));
        Assert.That(File.ReadAllLines(scratch.At("left-out.csv")), Has.Length.EqualTo(3));
    }

    private RunResult Train(string folder, params string[] more) =>
        Support.Program.Run(["train", Demo.Config("concrete"), "--out", scratch.At(folder), .. more]);

    private IEnumerable<string> Names(string folder) => Directory.GetFileSystemEntries(scratch.At(folder))
        .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}

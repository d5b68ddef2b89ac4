using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

[TestFixture]
internal sealed class EvaluateCommandTests
{
    private Scratch scratch = null!;

    [SetUp]
    public void Prepare() => scratch = new Scratch();

    [TearDown]
    public void Remove() => scratch.Dispose();

    [TestCaseSource(typeof(Demo), nameof(Demo.Names))]
    public void Evaluate_on_the_held_out_rows_prints_exactly_what_train_printed(string name)
    {
        var train = Demo.Trained(name);

        var evaluate = Support.Program.Run("evaluate", Demo.Zip(name), Demo.Data(name), "--held-out");

        Assert.That((train.Code, evaluate.Code, evaluate.Error), Is.EqualTo((0, 0, "")));
        Assert.That(Report(evaluate), Is.EqualTo(Report(train)).And.Count.GreaterThan(6));
    }

    [TestCase("split={\"by\":\"group\",\"column\":\"age\",\"testFraction\":0.3}", "data.ignore=[\"age\"]")]
    [TestCase("split={\"by\":\"time\",\"column\":\"age\",\"testFraction\":0.2}", "data.ignore=[\"age\"]")]
    [TestCase("data.weight=\"age\"", "seed=3")]
    public void Evaluate_prints_what_train_printed_however_the_rows_were_split(string set, string also)
    {
        var train = Train("--set", set, "--set", also);

        var evaluate = Support.Program.Run("evaluate", scratch.At("run/model.zip"), Demo.Data("concrete"), "--held-out");

        Assert.That((train.Code, train.Error, evaluate.Code, evaluate.Error), Is.EqualTo((0, "", 0, "")));
        Assert.That(Report(evaluate), Is.EqualTo(Report(train)).And.Count.GreaterThan(6));
    }

    [Test]
    public void Evaluate_on_the_test_file_of_the_config_prints_what_train_printed_and_does_not_warn()
    {
        var lines = File.ReadAllLines(Demo.Data("concrete"));
        scratch.Write("train.csv", string.Join('\n', lines[..801]) + "\n");
        scratch.Write("test.csv", string.Join('\n', [lines[0], .. lines[801..]]) + "\n");
        var config = scratch.Write("run.jsonc", """
            { "task": "regression", "data": { "train": "train.csv", "test": "test.csv", "label": { "column": "compressive_strength" }, "numeric": "rest" },
              "model": { "trainer": "fastTree" } }
            """);
        var train = Support.Program.Run("train", config, "--out", scratch.At("run"));

        var test = Support.Program.Run("evaluate", scratch.At("run/model.zip"), scratch.At("test.csv"));
        var known = Support.Program.Run("evaluate", scratch.At("run/model.zip"), scratch.At("train.csv"));
        var heldOut = Support.Program.Run("evaluate", scratch.At("run/model.zip"), scratch.At("train.csv"), "--held-out");

        Assert.That((train.Code, test.Code), Is.EqualTo((0, 0)), train.Error + test.Error);
        Assert.That(Report(test), Is.EqualTo(Report(train)));
        Assert.That(test.Out, Does.Not.Contain("flatter"));
        Assert.That(known.Out, Does.Contain("Warning: train.csv is data that the model was trained on"));
        Assert.That((heldOut.Code, heldOut.Error), Is.EqualTo((2,
            "error: --held-out: a model that was measured on test files of its own; expected a model whose rows were split off the training files. "
            + "Evaluate the test files themselves, without --held-out.\n")));
    }

    [TestCase("fewer")]
    [TestCase("changed")]
    [TestCase("reordered")]
    [TestCase("label")]
    [TestCase("feature")]
    public void Rows_that_train_did_not_see_are_no_held_out_rows(string change)
    {
        Demo.Trained("concrete");
        var lines = File.ReadAllLines(Demo.Data("concrete")).ToList();
        string heldOut = File.ReadLines(Demo.At("runs/concrete/scores.csv")).Skip(1).First().Split(',')[0];
        if (change == "fewer")
            lines.RemoveAt(lines.Count - 1);
        if (change == "changed")
            lines[^1] = "1,2,3,4,5,6,7,8,9";
        // A row that was held out, so that only its content tells that it is another one.
        var row = lines.IndexOf(lines.First(line => line.EndsWith("," + heldOut, StringComparison.Ordinal)));
        if (change == "label")
            lines[row] += "1";
        if (change == "feature")
            lines[row] = "1" + lines[row];
        if (change == "reordered")
            lines.Reverse(1, lines.Count - 1);

        var run = Support.Program.Run("evaluate", Demo.Zip("concrete"), scratch.Write("other.csv", string.Join('\n', lines) + "\n"), "--held-out");

        Assert.That((run.Code, run.Out), Is.EqualTo((3, "")));
        Assert.That(run.Error, Does.Contain("the very files that the model was trained on"));
    }

    [Test]
    public void Standard_input_gzip_and_several_files_give_the_figures_of_the_one_file()
    {
        var lines = File.ReadAllLines(Demo.Data("concrete"));
        scratch.Write("parts/a.csv", string.Join('\n', lines[..501]) + "\n");
        scratch.Write("parts/b.csv", string.Join('\n', [lines[0], .. lines[501..]]) + "\n");
        var whole = Report(Support.Program.Run("evaluate", Demo.Zip("concrete"), Demo.Data("concrete")));

        var input = Support.Program.RunWith(File.ReadAllBytes(Demo.Data("concrete")), CancellationToken.None, "evaluate", Demo.Zip("concrete"), "-");
        var folder = Support.Program.Run("evaluate", Demo.Zip("concrete"), scratch.At("parts"));

        Assert.That(Report(input), Is.EqualTo(whole));
        Assert.That(Report(folder), Is.EqualTo(whole));
        Assert.That(input.Out, Does.Contain("Warning: stdin is data that the model was trained on"));
    }

    [Test]
    public void A_limit_fails_evaluation_and_says_which_columns()
    {
        var lines = Demo.Head("penguins", 60);
        lines[5] = "Adelie,Nowhere,,18,180,3700,male";
        var run = Support.Program.Run("evaluate", Demo.Zip("penguins"), scratch.Write("day.csv", string.Join('\n', lines) + "\n"), "--max-missing", "2",
            "--max-unseen", "0%");

        Assert.That((run.Code, run.Out), Is.EqualTo((1, "")));
        Assert.That(run.Error, Does.Contain("--max-missing: ").And.Contain(
            "--max-unseen: 1 fields with an unseen category ('island' 1); expected at most 0% of the fields"));
    }

    private RunResult Train(params string[] sets) =>
        Support.Program.Run(["train", Demo.Config("concrete"), "--out", scratch.At("run"), "--set", "gates.metrics=[]", .. sets]);

    /// <summary>The lines of the report: from its heading to the empty line or notes after it.</summary>
    private static List<string> Report(RunResult run) => run.Out.Split('\n')
        .SkipWhile(line => !line.Contains(" rows, total weight ", StringComparison.Ordinal))
        .TakeWhile(line => !line.StartsWith("Gate ", StringComparison.Ordinal) && !line.StartsWith("zip ", StringComparison.Ordinal)
            && !line.StartsWith("Warning", StringComparison.Ordinal) && !line.StartsWith("Missing", StringComparison.Ordinal)
                && !line.StartsWith("Columns", StringComparison.Ordinal))
        .Reverse().SkipWhile(line => line.Length == 0).Reverse().ToList();
}

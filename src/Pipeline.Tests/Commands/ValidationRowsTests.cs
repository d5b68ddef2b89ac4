using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

[TestFixture]
internal sealed class ValidationRowsTests
{
    private readonly Scratch scratch = new();

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [TestCase("churn", "lightGbm", "numberOfIterations", "")]
    [TestCase("churn", "fastTree", "numberOfTrees", "")]
    [TestCase("concrete", "lightGbm", "numberOfIterations", "")]
    [TestCase("concrete", "fastTree", "numberOfTrees", "")]
    [TestCase("concrete", "fastTreeTweedie", "numberOfTrees", "")]
    [TestCase("penguins", "lightGbm", "numberOfIterations", "")]
    [TestCase("penguins", "lightGbm", "numberOfIterations", ",\"useSoftmax\":true", Description = "soft-max")]
    public void Boosting_stops_early_and_its_rounds_are_printed_and_recorded(string demo, string trainer, string rounds, string more)
    {
        var learningRate = trainer == "fastTreeTweedie" ? 0.5 : 0.4;
        var options = FormattableString.Invariant($$"""{ "{{rounds}}": 400, "learningRate": {{learningRate}}{{more}} }""");
        var model = $$"""{ "trainer": "{{trainer}}", "earlyStopping": 5, "options": {{options}} }""";
        var run = Train("early", demo, $"model={model}", "split={\"validation\":0.25}");
        var zip = ModelZipReader.Open(scratch.At("early/model.zip")).Manifest;

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(zip.Rounds, Is.InRange(1, 399));
        Assert.That(run.Out, Does.Contain(FormattableString.Invariant($"Early stopping: {zip.Rounds} rounds.")));
        Assert.That(zip.Data.ValidationRows, Is.EqualTo((zip.Data.TrainRows + zip.Data.ValidationRows) * 0.25).Within(5));
        Assert.That(Support.Program.Run("inspect", scratch.At("early/model.zip")).Out, Does.Contain(", by early stopping"));
    }

    [Test]
    public void Early_stopping_is_better_than_boosting_to_the_end_of_far_too_many_rounds()
    {
        string[] sets = ["model.options={\"numberOfIterations\":400,\"learningRate\":0.3,\"minimumExampleCountPerLeaf\":5}", "scoring.threshold=0.5"];
        Assert.That(Train("end", "churn", sets).Code, Is.Zero);
        Assert.That(Train("stopped", "churn", [.. sets, "model.earlyStopping=10", "split={\"validation\":0.2}"]).Code, Is.Zero);

        Assert.That(LogLoss("stopped"), Is.LessThan(LogLoss("end") - 0.05));
    }

    [Test]
    public void Validation_rows_are_not_learnt_from_and_are_scored_for_the_threshold()
    {
        Assert.That(Train("watched", "churn", "split={\"validation\":0.25}", "scoring={\"threshold\":\"f1\",\"fitOn\":\"validation\"}").Code, Is.Zero);
        var manifest = ModelZipReader.Open(scratch.At("watched/model.zip")).Manifest;

        Assert.That((manifest.Data.TrainRows, manifest.Data.ValidationRows, manifest.Data.TestRows),
            Is.EqualTo((4225, 1409, 1409)).Using<int>((a, b) => Math.Abs(a - b) <= 3));
        Assert.That(manifest.Tuning, Is.EqualTo(new TuningRecord("validation", manifest.Data.ValidationRows, 0)));
        Assert.That(manifest.Statistics.Numeric[0].Count, Is.EqualTo(manifest.Data.TrainRows));
        Assert.That(Support.Program.Run("evaluate", scratch.At("watched/model.zip"), Demo.Data("churn"), "--held-out", "--json").Out,
            Does.Contain(Metrics("watched")["report"]!["metrics"]!["auc"]!["value"]!.ToJsonString()));
    }

    [Test]
    public void Test_files_leave_the_training_rows_to_validation_and_folds()
    {
        var lines = File.ReadAllLines(Demo.Data("churn"));
        scratch.Write("train.csv", string.Join('\n', lines.Take(4000)) + "\n");
        scratch.Write("test.csv", string.Join('\n', [lines[0], .. lines.Skip(4000)]) + "\n");
        var run = Train("files", "churn", "split={\"validation\":0.25}", $"data.train={scratch.At("train.csv")}", $"data.test={scratch.At("test.csv")}",
            "model.earlyStopping=5");
        var data = ModelZipReader.Open(scratch.At("files/model.zip")).Manifest.Data;

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That((data.TrainRows, data.ValidationRows, data.TestRows),
            Is.EqualTo((2999, 1000, lines.Length - 4000)).Using<int>((a, b) => Math.Abs(a - b) <= 2));
    }

    [TestCase("split.validation=0.2", "$.split.validation: 'validation' although neither model.earlyStopping nor scoring.fitOn makes use of such rows")]
    [TestCase("model.earlyStopping=5", "$.model.earlyStopping: no validation rows")]
    [TestCase("scoring.fitOn=validation", "$.scoring.fitOn: no validation rows")]
    [TestCase("scoring={\"threshold\":0.5,\"fitOn\":\"outOfFold\"}",
        "$.scoring.fitOn: 'fitOn' although scoring.threshold is a number and lightGbm has a calibrator of its own")]
    [TestCase("model={\"trainer\":\"lbfgsLogisticRegression\",\"earlyStopping\":5}",
        "$.model.earlyStopping: 'earlyStopping' although model.trainer is lbfgsLogisticRegression")]
    [TestCase("model.earlyStopping=0", "$.model.earlyStopping: the number 0; expected")]
    public void What_would_have_no_effect_is_refused(string set, string message)
    {
        var run = Train("refused", "churn", set);

        Assert.That((run.Code, run.Error), Is.EqualTo((2, run.Error)));
        Assert.That(run.Error, Does.Contain(message));
    }

    [TestCase("group", "g", "1,a,yes\n2,b,no\n", "3,c,yes\n4,b,no\n", "test.csv:3: group 'b', which training rows have too, as have 1 test rows in all")]
    [TestCase("time", "g", "1,2020,yes\n2,2022,no\n", "3,2021,yes\n4,2023,no\n",
        "test.csv:2: a time that is not after every training row's, as of 1 test rows in all")]
    public void Test_files_keep_the_promise_of_the_split_or_are_refused(string by, string column, string train, string test, string message)
    {
        scratch.Write("train.csv", $"x,g,y\n{train}");
        scratch.Write("test.csv", $"x,g,y\n{test}");
        scratch.Write("files.json", $$"""
            {"task":"binary","data":{"train":"train.csv","test":"test.csv","label":{"column":"y","positive":"yes"},"numeric":["x"] },
            "split": { "by": "{{by}}", "column": "{{column}}" }, "model":{"trainer":"lbfgsLogisticRegression" } }
            """);
        var run = Support.Program.Run("train", scratch.At("files.json"), "--out", scratch.At("refused"));

        Assert.That((run.Code, run.Error), Is.EqualTo((3, run.Error)));
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public void A_column_that_names_no_validation_row_is_an_error()
    {
        var lines = File.ReadAllLines(Demo.Data("churn"));
        scratch.Write("sides.csv", string.Join('\n', lines.Take(500).Select((line, i) => line + (i == 0 ? ",side" : i % 3 == 0 ? ",test" : ",train"))) + "\n");
        var run = Train("sides", "churn", $"data.train={scratch.At("sides.csv")}", "split={\"by\":\"column\",\"column\":\"side\"}", "model.earlyStopping=5");

        Assert.That((run.Code, run.Error), Is.EqualTo((3, run.Error)));
        Assert.That(run.Error, Does.Contain("$.model.earlyStopping: no validation row"));
    }

    [Test]
    public void What_is_allowed_of_all_training_rows_is_allowed_in_a_fold_and_the_model_is_the_same_whatever_its_calibrator_sees()
    {
        // 452 categories of the 480 training rows are few enough; up to 370 of the 384 rows of a fold are more than 95 %. (With 560 in the table
        // the training rows of this split already had too many.)
        scratch.Write("wide.csv", "x,c,y\n" + string.Concat(Enumerable.Range(0, 600)
            .Select(i => FormattableString.Invariant($"{i * 7 % 101},c{i % 552},{(i * 7 % 101 > 50 ? "yes" : "no")}\n"))));
        scratch.Write("wide.json", """
            {"task":"binary","data":{"train":"wide.csv","label":{"column":"y","positive":"yes"},"numeric":["x"],"categorical":["c"]},
            "model":{"trainer":"averagedPerceptron"}}
            """);
        foreach (var fitOn in (string[])["outOfFold", "training"])
            Assert.That(Support.Program.Run("train", scratch.At("wide.json"), "--out", scratch.At(fitOn), "--set", $"scoring.fitOn={fitOn}"),
                Has.Property("Code").Zero);
        float[] Scores(string folder) => [.. File.ReadLines(scratch.At($"{folder}/scores.csv")).Skip(1)
            .Select(line => float.Parse(line.Split(',')[^1], System.Globalization.CultureInfo.InvariantCulture))];

        Assert.That(Scores("outOfFold"), Is.EqualTo(Scores("training")));
    }

    [Test]
    public void Too_few_rows_of_a_class_for_five_folds_are_said_with_the_way_out()
    {
        scratch.Write("few.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 60)
            .Select(i => FormattableString.Invariant($"{i},{(i is 3 or 40 ? "yes" : "no")}\n"))));
        scratch.Write("few.json", """
            {"task":"binary","data":{"train":"few.csv","label":{"column":"y","positive":"yes"},"numeric":["x"]},
            "split":{"testFraction":0.5},"scoring":{"threshold":"f1"},"model":{"trainer":"lbfgsLogisticRegression"}}
            """);
        var run = Support.Program.Run("train", scratch.At("few.json"), "--out", scratch.At("few"));

        Assert.That((run.Code, run.Error), Is.EqualTo((3, run.Error)));
        Assert.That(run.Error, Does.Contain("the training rows: 1 of class 'yes'; expected at least 5 rows of each class").And.Contain("$.scoring.fitOn"));
    }

    private double LogLoss(string folder) => (double)Metrics(folder)["report"]!["metrics"]!["logLoss"]!["value"]!;

    private JsonNode Metrics(string folder) => JsonNode.Parse(File.ReadAllBytes(scratch.At($"{folder}/metrics.json")))!;

    private RunResult Train(string folder, string demo, params string[] sets) =>
        Support.Program.Run(["train", Demo.Config(demo), "--out", scratch.At(folder), "--set", "gates={}",
            .. sets.SelectMany(set => (string[])["--set", set])]);
}

using NUnit.Framework;
using Pipeline.Configuration.Records;

namespace Pipeline.Tests.Configuration.Checks;

internal sealed class ModelChecksTests
{
    private ConfigFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new ConfigFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Unknown_trainer_names_the_nearest_one_of_the_task()
    {
        var problem = folder.Problems(ConfigFolder.With(("model.trainer", "\"lightgbm\""))).Single();

        Assert.That(problem.Where, Is.EqualTo("run.jsonc: $.model.trainer"));
        Assert.That(problem.Expected, Does.StartWith("a trainer of task binary: lbfgsLogisticRegression, "));
        Assert.That(problem.Remedy, Is.EqualTo("Did you mean 'lightGbm'?"));
    }

    [Test]
    public void Trainer_of_another_task_says_which_task()
    {
        var problem = folder.Problems(ConfigFolder.With(("model.trainer", "\"fastTreeTweedie\""))).Single();

        Assert.That(problem.Found, Is.EqualTo("'fastTreeTweedie', a trainer of task regression"));
    }

    [Test]
    public void One_versus_all_needs_a_binary_trainer() =>
        Single(ConfigFolder.Multiclass(("model.trainer", "\"oneVersusAll\"")), "$.model.binary", "nothing");

    [Test]
    public void One_versus_all_takes_binary_trainers_only() =>
        Single(
            ConfigFolder.Multiclass(("model", "{\"trainer\": \"oneVersusAll\", \"binary\": {\"trainer\": \"naiveBayes\"}}")),
            "$.model.binary.trainer", "'naiveBayes', a trainer of task multiclass");

    [Test]
    public void Binary_trainer_belongs_to_one_versus_all() =>
        Single(ConfigFolder.With(("model.binary", "{\"trainer\": \"gam\"}")), "$.model.binary", "'binary' although model.trainer is lightGbm");

    [Test]
    public void Binary_trainer_has_no_binary_trainer() =>
        Single(
            ConfigFolder.Multiclass(("model", "{\"trainer\": \"oneVersusAll\", \"binary\": {\"trainer\": \"gam\", \"binary\": {\"trainer\": \"gam\"}}}")),
            "$.model.binary.binary", "'binary' although this is the binary trainer already");

    [Test]
    public void Options_of_the_binary_trainer_are_bound_too()
    {
        var config = folder.Read(ConfigFolder.Multiclass(
            ("model", "{\"trainer\": \"oneVersusAll\", \"binary\": {\"trainer\": \"linearSvm\", \"options\": {\"lambda\": 0.1}}}")));

        Assert.That((float)config.Model.Binary!.Options["lambda"]!, Is.EqualTo(0.1f));
        Assert.That(config.Model.Binary.Options, Has.Count.GreaterThan(5));
    }

    /// <summary>ML.NET's one-versus-all takes a calibrator and gives its models Platt's all the same.</summary>
    [Test]
    public void One_versus_all_takes_no_calibrator() =>
        Single(
            ConfigFolder.Multiclass(("model", """{"trainer": "oneVersusAll", "binary": {"trainer": "linearSvm", "calibrator": "isotonic"}}""")),
            "$.model.binary.calibrator",
            "'calibrator' although ML.NET's one-versus-all always calibrates with Platt's");

    [TestCase("lightGbm")]
    [TestCase("lbfgsLogisticRegression")]
    public void Calibrator_belongs_to_uncalibrated_trainers(string trainer) =>
        Single(
            ConfigFolder.With(("model.trainer", $"\"{trainer}\""), ("model.calibrator", "\"platt\"")), "$.model.calibrator",
            $"'calibrator' although model.trainer is {trainer} (binary)");

    [TestCase("averagedPerceptron")]
    [TestCase("linearSvm")]
    [TestCase("fastForest")]
    public void Uncalibrated_trainers_take_a_calibrator(string trainer) =>
        Assert.That(
            folder.Read(ConfigFolder.With(("model.trainer", $"\"{trainer}\""), ("model.calibrator", "\"isotonic\""))).Model.Calibrator,
            Is.EqualTo(CalibratorKind.Isotonic));

    [Test]
    public void Weights_need_a_trainer_that_takes_them()
    {
        Single(
            ConfigFolder.With(("data.weight", "\"w\""), ("model.trainer", "\"averagedPerceptron\"")), "$.data.weight",
            "a weight column with averagedPerceptron, which pays no heed to weights");
        Single(
            ConfigFolder.Multiclass(("data.weight", "\"w\""), ("model", "{\"trainer\": \"oneVersusAll\", \"binary\": {\"trainer\": \"gam\"}}")),
            "$.data.weight", "a weight column with oneVersusAll, which pays no heed to weights");
        Assert.That(folder.Problems(ConfigFolder.With(("data.weight", "\"w\""))), Is.Empty);
    }

    private void Single(string config, string where, string found)
    {
        var problems = folder.Problems(config);

        Assert.That(problems.Select(problem => (problem.Where, problem.Found)), Is.EqualTo(new[] { ($"run.jsonc: {where}", found) }));
    }
}

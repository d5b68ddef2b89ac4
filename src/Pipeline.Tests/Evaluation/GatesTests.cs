using NUnit.Framework;
using Pipeline.Configuration.Records;
using Pipeline.Evaluation;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tests.Evaluation;

internal sealed class GatesTests
{
    private static EvaluationReport Binary(double? auc, double? logLoss = 0.5) => new()
    {
        Task = TaskKind.Binary,
        Rows = 100,
        RowsOfWeightZero = 0,
        Weight = 100,
        Classes = ["no", "yes"],
        Metrics = [new("auc", auc, 0.5), new("logLoss", logLoss, 0.7), new("baseRate", 0.25, 0.25)],
    };

    private static GatesConfig Gate(params GateConfig[] gates) => new() { Metrics = gates };

    private static bool Passed(GateConfig gate, EvaluationReport current, EvaluationReport? baseline = null) =>
        Gates.Check(Gate(gate), current, baseline is null ? null : new BaselineFigures(baseline, current)).Single().Passed;

    [TestCase(0.8, true)]
    [TestCase(0.7999999, false)]
    [TestCase(null, false)]
    public void Minimum_is_reached_by_the_figure_itself_and_never_by_an_undefined_one(double? auc, bool passes) =>
        Assert.That(Passed(new() { Metric = "auc", Minimum = 0.8 }, Binary(auc)), Is.EqualTo(passes));

    [TestCase(0.5, true)]
    [TestCase(0.5000001, false)]
    [TestCase(null, false)]
    public void Maximum_is_kept_by_the_figure_itself_and_never_by_an_undefined_one(double? logLoss, bool passes) =>
        Assert.That(Passed(new() { Metric = "logLoss", Maximum = 0.5 }, Binary(0.8, logLoss)), Is.EqualTo(passes));

    [TestCase(0.82, 0.01, true)]
    [TestCase(0.8199, 0.01, false)]
    [TestCase(0.80, -0.01, true)]
    [TestCase(0.7999, -0.01, false)]
    public void Improvement_is_upwards_where_higher_is_better(double auc, double limit, bool passes) =>
        Assert.That(Passed(new() { Metric = "auc", MinimumImprovement = limit }, Binary(auc), Binary(0.81)), Is.EqualTo(passes));

    [TestCase(0.40, 0.1, true)]
    [TestCase(0.41, 0.1, false)]
    [TestCase(0.60, 0.1, false)]
    [TestCase(0.60, -0.1, true)]
    public void Improvement_is_downwards_where_lower_is_better(double logLoss, double limit, bool passes) =>
        Assert.That(Passed(new() { Metric = "logLoss", MinimumImprovement = limit }, Binary(0.8, logLoss), Binary(0.8, 0.5)), Is.EqualTo(passes));

    [TestCase(0.45, 0.1, true)]
    [TestCase(0.46, 0.1, false)]
    public void Relative_improvement_is_a_share_of_the_baseline(double logLoss, double limit, bool passes) =>
        Assert.That(Passed(new() { Metric = "logLoss", MinimumRelativeImprovement = limit }, Binary(0.8, logLoss), Binary(0.8, 0.5)), Is.EqualTo(passes));

    [Test]
    public void Relative_improvement_on_a_negative_figure_is_a_share_of_its_absolute_value()
    {
        static EvaluationReport R2(double value) => Binary(0) with { Task = TaskKind.Regression, Metrics = [new("r2", value, 0)] };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Passed(new() { Metric = "r2", MinimumRelativeImprovement = 0.5 }, R2(-0.5), R2(-1)), Is.True);
            Assert.That(Passed(new() { Metric = "r2", MinimumRelativeImprovement = 0.5 }, R2(-1.5), R2(-1)), Is.False);
        }
    }

    [Test]
    public void Undefined_baseline_fails() =>
        Assert.That(Passed(new() { Metric = "auc", MinimumImprovement = -1 }, Binary(0.8), Binary(null)), Is.False);

    [Test]
    public void Every_failed_limit_is_listed_with_figure_limit_and_baseline()
    {
        var results = Gates.Check(
            Gate(
                new() { Metric = "auc", Minimum = 0.9, Maximum = 1, MinimumImprovement = 0.05 },
                new() { Metric = "logLoss", MinimumRelativeImprovement = 0.1, Maximum = 0.4 }),
            Binary(0.85, null), new BaselineFigures(Binary(0.84), Binary(0.85, null)));
        Assert.That(Gates.Failure(results), Has.Message.EqualTo(string.Join('\n',
            "$.gates.metrics[0].minimum: auc is 0.85; expected at least 0.9",
            "$.gates.metrics[0].minimumImprovement: auc is 0.85, the baseline's is 0.84; expected better than the baseline's by at least 0.05",
            "$.gates.metrics[1].maximum: logLoss is undefined on these rows; expected at most 0.4",
            "$.gates.metrics[1].minimumRelativeImprovement: logLoss is undefined on these rows, the baseline's is 0.5; "
            + "expected better than the baseline's by at least 0.1 times its absolute value"))
            .And.Property(nameof(PipelineException.Code)).EqualTo(ExitCode.CheckFailed));
        Assert.That(results.Single(result => result.Passed).Where, Is.EqualTo("$.gates.metrics[0].maximum"));
    }

    [Test]
    public void The_figure_beside_that_of_a_baseline_is_of_the_same_rows()
    {
        var result = Gates.Check(Gate(new GateConfig { Metric = "auc", Minimum = 0.7, MinimumImprovement = 0 }), Binary(0.7),
            new BaselineFigures(Binary(0.75), Binary(0.8)));

        Assert.That(result.Select(gate => (gate.Figure, gate.Baseline, gate.Passed)),
            Is.EqualTo(((double?, double?, bool)[])[(0.7, null, true), (0.8, 0.75, true)]));
    }

    [Test]
    public void Without_a_baseline_improvement_passes_where_the_config_lets_it_and_limits_hold_all_the_same()
    {
        var gates = Gate(new GateConfig { Metric = "auc", Minimum = 0.9, MinimumImprovement = 0 }) with
        {
            Baseline = new BaselineConfig
            {
                Zip = "champion.zip",
                IfMissing = MissingBaseline.Pass
            }
        };

        Assert.That(Gates.Check(gates, Binary(0.8), null).Select(gate => (gate.Passed, gate.HasNoBaseline)),
            Is.EqualTo(((bool, bool)[])[(false, false), (true, true)]));
    }

    [Test]
    public void Passed_gates_are_no_error() =>
        Assert.That(Gates.Failure(Gates.Check(Gate(new GateConfig { Metric = "auc", Minimum = 0.8 }), Binary(0.8), null)), Is.Null);

    [Test]
    public void Gates_that_cannot_be_checked_are_listed_together()
    {
        var regression = Binary(0) with { Task = TaskKind.Regression };
        var gates = Gate(
            new() { Metric = "acuracy", Minimum = 0.5 },
            new() { Metric = "baseRate", MinimumImprovement = 0 },
            new() { Metric = "auc", MinimumImprovement = 0 });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Gates.Check(gates, Binary(0.8), null), Throws.TypeOf<ConfigException>().With.Message.EqualTo(string.Join('\n',
                "$.gates.metrics[0].metric: 'acuracy'; expected a metric of a binary model: accuracy, auc, auprc, logLoss, brier, f1, precision, "
                + "recall, calibrationError, baseRate. Did you mean 'accuracy'?",
                "$.gates.metrics[1].minimumImprovement: 'baseRate', of which neither direction is better; expected minimum or maximum",
                "$.gates.baseline: no baseline; expected a model zip or metrics file, since $.gates.metrics[2].minimumImprovement compares with it")));
            Assert.That(() => Gates.Check(Gate(gates.Metrics[2]), Binary(0.8), new BaselineFigures(regression, Binary(0.8))),
                Throws.TypeOf<ConfigException>().With.Message.EqualTo(
                "$.gates.baseline: a baseline of the task regression; expected one of the task binary"));
            Assert.That(
                () => Gates.Check(Gate(gates.Metrics[2]), Binary(0.8), new BaselineFigures(Binary(0.8) with { Metrics = [] }, Binary(0.8))),
                Throws.TypeOf<ConfigException>().With.Message.Contains("a baseline without auc"));
        }
    }
}

using NUnit.Framework;
using Pipeline.Configuration;
using Pipeline.Model;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Training;

[TestFixture]
internal sealed class WeightsTests
{
    private const int Size = 400;

    public static IEnumerable<TestCaseData> Weighted() =>
        TrainerCatalog.All.Where(trainer => trainer.SupportsWeights).Select(trainer => new TestCaseData(trainer).SetArgDisplayNames($"{trainer.Task} {trainer.Name}"));

    [TestCaseSource(nameof(Weighted))]
    public void A_trainer_that_takes_weights_heeds_them(TrainerEntry trainer)
    {
        var equal = Scores(trainer, _ => 1);

        Assert.That(Scores(trainer, row => row % 5 == 0 ? 0.25 : 1), Is.Not.EqualTo(equal).And.Not.All.EqualTo(equal[0]));
    }

    // A sum of losses over rows: a weight of 2 is the row twice, but for the order of additions.
    [TestCase(TaskKind.Binary, "lbfgsLogisticRegression", "\"l1Regularization\": 0, \"l2Regularization\": 0", 1e-2)]
    public void A_weight_of_2_is_the_row_twice(TaskKind task, string name, string options, double tolerance)
    {
        var trainer = TrainerCatalog.Find(task, name)!;
        var doubled = Scores(trainer, _ => 1, options, row => row % 3 == 0 ? 2 : 1)[..Size];

        Assert.That(Scores(trainer, row => row % 3 == 0 ? 2 : 1, options), Is.EqualTo(doubled).Within(tolerance));
        Assert.That(Scores(trainer, _ => 1, options), Is.Not.EqualTo(doubled).Within(tolerance), "the weights matter here");
    }

    /// <summary>The scores of the rows; repetitions of rows stand at the end of the table.</summary>
    private static float[] Scores(TrainerEntry trainer, Func<int, double> weight, string options = "", Func<int, int>? times = null)
    {
        using var scratch = new Scratch();
        string Row(int row)
        {
            var (a, b) = (row * 37 % 50, row * 11 % 7);
            var y = trainer.Task == TaskKind.Regression ? a + (b * b) : trainer.Task == TaskKind.Binary ? (a + (row * 7 % 40) > 40 ? 1 : 0) : (a + (row % 13)) / 21;
            return FormattableString.Invariant($"{a / 50.0},{b / 7.0},{weight(row)},{y}");
        }
        var rows = Enumerable.Range(0, Size).Concat(Enumerable.Range(0, Size).Where(row => times?.Invoke(row) == 2)).Select(Row);
        scratch.Write("table.csv", $"a,b,w,y\n{string.Join('\n', rows)}\n");
        var label = trainer.Task == TaskKind.Binary ? "\"column\": \"y\", \"positive\": \"1\"" : "\"column\": \"y\"";
        return Fits.Scores(scratch, Fits.Fit(scratch, $$"""
            { "task": "{{trainer.Task.ToString().ToLowerInvariant()}}", "data": { "train": "table.csv", "label": { {{label}} }, "numeric": ["a", "b"], "weight": "w" },
              "normalize": { "method": "{{(options.Length > 0 ? "none" : "meanVariance")}}" }, "model": { "trainer": "{{trainer.Name}}", "options": { {{options}} } } }
            """).Model);
    }
}

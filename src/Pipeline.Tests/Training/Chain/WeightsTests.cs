using NUnit.Framework;
using Pipeline.Configuration.Options;
using Pipeline.Graph;
using Pipeline.Graph.MlNet;
using Pipeline.Model;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Training.Chain;

[TestFixture]
internal sealed class WeightsTests
{
    private const int Size = 400;

    public static IEnumerable<TestCaseData> Weighted() =>
        TrainerCatalog.All.Where(trainer => trainer.SupportsWeights).Select(
            trainer => new TestCaseData(trainer).SetArgDisplayNames($"{trainer.Task} {trainer.Name}"));

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

    /// <summary>Fill values, categories and the normalizer are fitted with the weights, so that the whole chain is that of the repeated rows.</summary>
    [Test]
    public void A_table_of_whole_weights_gives_the_chain_of_its_rows_repeated(
        [Values("meanVariance", "meanVariance fixZero", "meanVariance asDouble", "minMax asDouble", "robustScaling", "robustScaling asDouble",
            "logMeanVariance", "logMeanVariance asDouble")] string method,
        [Values("numeric", "features")] string scope, [Values("mean", "median", "mode")] string impute)
    {
        var (weighted, repeated) = (Chain(true), Chain(false));

        foreach (var (ours, theirs) in weighted.Zip(repeated))
            Assert.That(ours, Is.EqualTo(theirs).Within(1e-6 * Math.Max(1, Math.Abs(theirs))));
        Assert.That(Chain(null), Is.Not.EqualTo(repeated).Within(1e-3), "the weights matter here");

        double[] Chain(bool? isWeighted)
        {
            using var scratch = new Scratch();
            scratch.Write("table.csv", "a,b,c,w,y\n" + string.Concat(Enumerable.Range(0, 120).SelectMany(row =>
            {
                var weight = row * row % 5;
                var (a, b) = (row % 7 == 0 ? "" : $"{1 + (row * 37 % 50) + (weight * 9)}", row % 5 == 1 ? "" : $"{1 + (row % 4)}");
                var text = $"{a},{b},{(row % 6 == 0 ? "" : $"c{row % 3}")},{(isWeighted == true ? weight : 1)},{row % 9}\n";
                return Enumerable.Repeat(text, isWeighted == false ? weight : 1);
            })));
            var parts = method.Split(' ');
            var normalizer = $"\"method\": \"{parts[0]}\", \"scope\": \"{scope}\"" + (parts is [_, "fixZero"] ? ", \"fixZero\": true" : "");
            var asDouble = parts is [_, "asDouble"] ? ", \"asDouble\": \"a\"" : "";
            var model = Fits.Fit(scratch, Fits.Regression($"\"numeric\": [\"a\", \"b\"], \"categorical\": \"c\", \"weight\": \"w\"{asDouble}",
                $"\"impute\": {{ \"numeric\": \"{impute}\", \"categorical\": \"mode\" }}, \"normalize\": {{ {normalizer} }}")).Model;
            return [.. ChainCompiler.Compile(model).Blocks.SelectMany(Numbers)];
        }
    }

    [Test]
    public void A_model_of_LBFGS_with_whole_weights_is_that_of_the_rows_repeated()
    {
        const string options = "\"optimizationTolerance\": 1e-9";
        var trainer = TrainerCatalog.Find(TaskKind.Binary, "lbfgsLogisticRegression")!;
        var doubled = Scores(trainer, _ => 1, options, row => row * 37 % 50 > 35 ? 2 : 1, "meanVariance")[..Size];

        Assert.That(Scores(trainer, row => row * 37 % 50 > 35 ? 2 : 1, options, null, "meanVariance"), Is.EqualTo(doubled).Within(2e-3));
        Assert.That(Scores(trainer, _ => 1, options, null, "meanVariance"), Is.Not.EqualTo(doubled).Within(2e-2), "the weights matter here");
    }

    private static IEnumerable<double> Numbers(FeatureBlock block) => block switch
    {
        FeatureBlock.Numeric numeric => [.. numeric.Fill, .. Scaled(numeric.Scaler)],
        FeatureBlock.OneHot oneHot => [oneHot.Width, oneHot.Fill, .. Scaled(oneHot.Scaler)],
        FeatureBlock.Missing missing => Scaled(missing.Scaler),
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };

    private static IEnumerable<double> Scaled(Scaler? scaler) => scaler switch
    {
        null => [],
        Scaler.Affine affine => [.. affine.Offset, .. affine.Scale],
        Scaler.LogNormalCdf cdf => [.. cdf.Mean, .. cdf.Deviation],
        _ => throw new ArgumentOutOfRangeException(nameof(scaler)),
    };

    /// <summary>The scores of the rows; repetitions of rows stand at the end of the table.</summary>
    private static float[] Scores(TrainerEntry trainer, Func<int, double> weight, string options = "", Func<int, int>? times = null, string? normalizer = null)
    {
        using var scratch = new Scratch();
        string Row(int row)
        {
            var (a, b) = (row * 37 % 50, row * 11 % 7);
            var y = trainer.Task == TaskKind.Regression ? a + (b * b) : trainer.Task == TaskKind.Binary ? (a + (row * 7 % 40) > 40 ? 1 : 0)
                : (a + (row % 13)) / 21;
            return FormattableString.Invariant($"{a / 50.0},{b / 7.0},{weight(row)},{y}");
        }
        var rows = Enumerable.Range(0, Size).Concat(Enumerable.Range(0, Size).Where(row => times?.Invoke(row) == 2)).Select(Row);
        scratch.Write("table.csv", $"a,b,w,y\n{string.Join('\n', rows)}\n");
        var label = trainer.Task == TaskKind.Binary ? "\"column\": \"y\", \"positive\": \"1\"" : "\"column\": \"y\"";
        return Fits.Scores(scratch, Fits.Fit(scratch, $$"""
            { "task": "{{trainer.Task.ToString().ToLowerInvariant()}}",
              "data": { "train": "table.csv", "label": { {{label}} }, "numeric": ["a", "b"], "weight": "w" },
              "normalize": { "method": "{{normalizer ?? (options.Length > 0 ? "none" : "meanVariance")}}" },
              "model": { "trainer": "{{trainer.Name}}", "options": { {{options}} } } }
            """).Model);
    }
}

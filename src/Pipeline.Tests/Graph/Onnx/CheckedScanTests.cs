using CsCheck;
using Microsoft.ML.OnnxRuntime;
using NUnit.Framework;
using Pipeline.Graph;
using Pipeline.Graph.Onnx;
using Pipeline.Graph.Onnx.Schema;
using Pipeline.Model;
using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>Sums by a scan: those that one Add after the other gives, or NaN, whatever order a library takes.</summary>
[TestFixture]
internal sealed class CheckedScanTests
{
    private static readonly double[] odd =
        [0.0, -0.0, 1, 1e16, -1e16, 1e300, -1e300, 1e-300, double.Epsilon, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity,
            double.NaN];

    [Test]
    public void A_scan_in_order_gives_the_sums_that_one_addition_after_the_other_gives() =>
        Gen.Select(Gen.Int[2, 40], Gen.Int[1, 3], Gen.Int[0, int.MaxValue - 1]).Sample((count, sums, seed) =>
        {
            var values = Values(count, sums, seed);

            Assert.That(Bits(Run(Model(count, sums), values, count, sums)), Is.EqualTo(Bits(InOrder(values, count, sums))));
        }, iter: 200);

    [Test]
    public void A_scan_in_another_order_gives_the_same_sums_or_NaN_and_no_other_number()
    {
        var doubted = 0;
        Gen.Select(Gen.Int[3, 40], Gen.Int[1, 3], Gen.Int[0, int.MaxValue - 1]).Sample((count, sums, seed) =>
        {
            var values = Values(count, sums, seed);
            var actual = Run(OtherOrder.FromTheEnd(Model(count, sums)), values, count, sums);
            foreach (var (sum, expected) in actual.Zip(InOrder(values, count, sums)))
            {
                Assert.That(sum, double.IsNaN(sum) ? Is.NaN : Is.EqualTo(expected));
                Interlocked.Add(ref doubted, double.IsNaN(sum) && !double.IsNaN(expected) ? 1 : 0);
            }
        }, iter: 200);

        Assert.That(doubted, Is.GreaterThan(50), "an order that changes no sum says little");
    }

    private static IEnumerable<TestCaseData> Models()
    {
        var random = new Random(3);
        ScoreNode[] Scores(int slots, int classes) => [.. Enumerable.Range(0, classes).Select(_ => Graphs.Dot(random, slots))];
        (ScoreNode, CalibratorNode)[] Calibrated(ScoreNode[] scores) =>
            [.. scores.Select(score => (score, (CalibratorNode)new CalibratorNode.Platt(-0.01, 0)))];
        double[][] Logarithms() => [.. Enumerable.Range(0, 30).Select(_ => Enumerable.Range(0, 8).Select(_ => -3 * random.NextDouble()).ToArray())];
        yield return Case("soft-max", Graphs.Of([Graphs.Plain(5)], new ModelNode.SoftMax(Scores(5, 30)), 30));
        yield return Case("one versus all", Graphs.Of([Graphs.Plain(5)], new ModelNode.OneVersusAll(Calibrated(Scores(5, 30))), 30));
        yield return Case("naive Bayes",
            Graphs.Of([Graphs.Plain(8)], new ModelNode.NaiveBayes(new double[30], new double[30], Logarithms(), Logarithms()), 30));
        yield return Case("many slots", Graphs.Of([Graphs.Plain(600)], new ModelNode.Regression(Scores(600, 1)[0])));
        yield return Case("trees", Graphs.Of([Graphs.Plain(30)], new ModelNode.Binary(Graphs.Trees(random, 30, 100, 1), new CalibratorNode.Platt(-1, 0), 0.5)));
    }

    private static TestCaseData Case(string name, ScoringGraph graph) => new TestCaseData(graph).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Models))]
    public void A_model_whose_sums_are_taken_in_another_order_gives_the_same_scores_or_NaN(ScoringGraph graph)
    {
        const int Rows = 100;
        var (input, doubted) = (Probes.Rows(graph, Rows, new Random(1)), 0);
        var expected = Parity.Managed(graph, input);
        var actual = OtherOrder.Run(OtherOrder.FromTheEnd(OnnxCompiler.ToModel(graph)), graph, input);
        for (var row = 0; row < Rows; row++)
        {
            var (scores, numbers) = (All(actual, row), All(expected, row));
            // What is NaN on one side alone ends the run (DoubtfulScores).
            if (scores.Zip(numbers).Any(pair => float.IsNaN(pair.First) && !float.IsNaN(pair.Second)))
                doubted++;
            else
                Assert.That(Onnx.Bits.Differences(scores, numbers), Is.Empty);
        }
        Assert.That(doubted, Is.Positive, "an order that changes no sum says little");
    }

    [Test]
    public void A_scan_that_is_not_checked_is_seen()
    {
        var model = Model(20, 1);
        var taken = model.Clone();
        taken.Graph.Node.Last().Input[0] = taken.Graph.Node.First(node => node.OpType == "CumSum").Output[0];

        Assert.That(Lint.UncheckedScans(model), Is.Empty);
        Assert.That(Lint.UncheckedScans(taken), Has.Count.EqualTo(1));
    }

    private static float[] All(Predictions of, int row) =>
        [.. of.Score.Slice(row * of.ScoreWidth, of.ScoreWidth), .. of.Probability.Slice(row * of.ProbabilityWidth, of.ProbabilityWidth)];

    private static long[] Bits(double[] values) => Array.ConvertAll(values, value => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value));

    private static double[] Values(int count, int sums, int seed)
    {
        var random = new Random(seed);
        var values = new double[count * sums];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.Next(9) == 0 ? odd[random.Next(odd.Length)] : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 8));
        // The first terms are never −0.
        for (var sum = 0; sum < sums; sum++)
            values[sum] += 0.0;
        return values;
    }

    private static double[] InOrder(double[] values, int count, int sums) =>
        [.. Enumerable.Range(0, sums)
            .Select(sum => Enumerable.Range(1, count - 1).Aggregate(values[sum], (total, term) => total + values[(term * sums) + sum]))];

    private static ModelProto Model(int count, int sums)
    {
        var graph = new GraphWriter(scans: true);
        var x = graph.Input("x", DataType.Double, count * sums);
        graph.Output("y", graph.Reshape(CheckedScan.Sum(graph, graph.Reshape(x, 0, count, sums), count), 0, sums), sums);
        return graph.ToModel();
    }

    private static double[] Run(ModelProto model, double[] values, int count, int sums)
    {
        using var session = new InferenceSession(Google.Protobuf.MessageExtensions.ToByteArray(model));
        using var input = OrtValue.CreateTensorValueFromMemory(values, [1, count * sums]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, ["x"], [input], ["y"]);
        return outputs[0].GetTensorDataAsSpan<double>().ToArray();
    }
}

using CsCheck;
using NUnit.Framework;
using Pipeline.Graph;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>What joins the scores of several classes, in both back ends, bit for bit.</summary>
[TestFixture]
internal sealed class ClassParityTests
{
    private const int Rows = 600;

    /// <summary>Scores of K classes that are the K columns themselves, so that every tie, ∞ and NaN among them can be had.</summary>
    private static ScoreNode[] Echoes(int classes) =>
        [.. Enumerable.Range(0, classes).Select(k => new ScoreNode.Gam([.. new GamShape[] { Steps(k) }], 0))];

    private static GamShape Steps(int slot)
    {
        double[] effects =
            [double.NegativeInfinity, -1e4, -31, -30, -29.999999, -2, -2, 0, -0.0, 1e-30, 0.5, 0.5, 2, 29, 30, 31, 1e4, double.PositiveInfinity, double.NaN];
        return new GamShape(slot, [.. Enumerable.Range(0, effects.Length - 1).Select(i => (double)Probes.Ordinary[0] * (i - 3)), double.PositiveInfinity],
            effects);
    }

    [TestCase(3)]
    [TestCase(4)]
    [TestCase(7)]
    public void Soft_max_with_ties_infinities_and_NaN(int classes) =>
        Parity.Check(Graphs.Of([Graphs.Plain(classes)], new ModelNode.SoftMax(Echoes(classes)), classes), 3000, Edges());

    [TestCase(3)]
    [TestCase(4)]
    [TestCase(7)]
    public void Plain_soft_max_with_ties_infinities_and_NaN(int classes) =>
        Parity.Check(Graphs.Of([Graphs.Plain(classes)], new ModelNode.PlainSoftMax(Echoes(classes)), classes), 3000, Edges());

    [TestCase(3)]
    [TestCase(5)]
    public void One_versus_all_with_ties_infinities_and_NaN(int classes)
    {
        var calibrators = new CalibratorNode[] { new CalibratorNode.Platt(-1, 0), new CalibratorNode.Platt(-0.5, 0.25), new CalibratorNode.Platt(-1, 0) };
        Parity.Check(Graphs.Of([Graphs.Plain(classes)], new ModelNode.OneVersusAll([.. Echoes(classes).Select((score, k) => (score, calibrators[k % 3]))]),
            classes), 3000, Edges());
    }

    [Test]
    public void One_versus_all_of_different_models_and_calibrators()
    {
        var random = new Random(5);
        (ScoreNode, CalibratorNode)[] classes =
        [
            (Graphs.Dot(random, 15), new CalibratorNode.Platt(-1, 0.5)), (Graphs.Trees(random, 15, 5, 1), Graphs.Isotonic(random, 6)),
            (Graphs.Gam(random, 15), new CalibratorNode.Platt(-2, 0)), (new ScoreNode.Exponential(Graphs.Dot(random, 15)), Graphs.Isotonic(random, 3)),
        ];
        Parity.Check(Graphs.Of(Graphs.Mixed, new ModelNode.OneVersusAll(classes), 4), Rows);
    }

    [Test]
    public void One_versus_all_of_ensembles_and_additive_models_of_different_sizes()
    {
        var random = new Random(6);
        ScoreNode[] trees = [Graphs.Trees(random, 15, 3, 1), Graphs.Trees(random, 15, 9, 2, [8, 9], [0, 13]), new ScoreNode.TreeEnsemble([], 1)];
        ScoreNode[] additive = [Graphs.Gam(random, 15), Graphs.Gam(random, 3), new ScoreNode.Gam([], -0.0)];
        foreach (var nodes in (ScoreNode[][])[trees, additive])
            Parity.Check(Graphs.Of(Graphs.Mixed, new ModelNode.OneVersusAll([.. nodes.Select(node => (node, (CalibratorNode)new CalibratorNode.Platt(-1, 0)))]),
                3), Rows);
    }

    [TestCase(4)]
    [TestCase(300)]
    public void Naive_bayes(int slots)
    {
        var random = new Random(slots);
        var all = slots + 5;
        double[][] Table() => [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, all).Select(_ => -3 * random.NextDouble()).ToArray())];
        var absent = Table();
        Parity.Check(Graphs.Of([Graphs.Plain(slots), Graphs.Categories(0, 5, 1)],
            new ModelNode.NaiveBayes([-1, double.NegativeInfinity, -0.5], [.. absent.Select(row => row.Sum())], Table(), absent), 3), 200);
    }

    [Test]
    public void Many_classes()
    {
        var random = new Random(8);
        Parity.Check(Graphs.Of(Graphs.Mixed, new ModelNode.SoftMax([.. Enumerable.Range(0, 100).Select(_ => Graphs.Dot(random, 15))]), 100), 100);
    }

    [Test]
    public void Random_models_over_every_kind_of_block() => Gen.Int[0, int.MaxValue - 1].Sample(seed =>
    {
        var random = new Random(seed);
        ScoreNode Score() => random.Next(4) switch
        {
            0 => Graphs.Dot(random, 15),
            1 => Graphs.Trees(random, 15, random.Next(1, 12), random.Next(1, 4), [9, 10], [13], [2, 6]),
            2 => Graphs.Gam(random, 15),
            _ => new ScoreNode.Exponential(Graphs.Dot(random, 15)),
        };
        CalibratorNode Calibrator() =>
            random.Next(2) == 0 ? new CalibratorNode.Platt(-random.NextDouble(), random.NextDouble()) : Graphs.Isotonic(random, random.Next(1, 20));
        var classes = random.Next(3, 6);
        var graph = random.Next(5) switch
        {
            0 => Graphs.Regression(Graphs.Mixed, Score()),
            1 => Graphs.Of(Graphs.Mixed, new ModelNode.Binary(Score(), Calibrator(), random.NextDouble())),
            2 => Graphs.Of(Graphs.Mixed, new ModelNode.SoftMax([.. Enumerable.Range(0, classes).Select(_ => Score())]), classes),
            3 => Graphs.Of(Graphs.Mixed, new ModelNode.PlainSoftMax([.. Enumerable.Range(0, classes).Select(_ => Score())]), classes),
            _ => Graphs.Of(Graphs.Mixed, new ModelNode.OneVersusAll([.. Enumerable.Range(0, classes).Select(_ => (Score(), Calibrator()))]), classes),
        };
        Parity.Check(graph, 100);
    }, iter: 25, threads: 1);

    private static float[] Edges() => [.. Enumerable.Range(-3, 22).Select(i => Probes.Ordinary[0] * i)];
}

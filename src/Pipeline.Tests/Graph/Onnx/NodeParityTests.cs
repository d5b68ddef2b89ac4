using NUnit.Framework;
using Pipeline.Graph;
using Pipeline.Model;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>Every node of the closed graph, in both back ends, bit for bit, over rows that look for trouble.</summary>
[TestFixture]
internal sealed class NodeParityTests
{
    private const int Rows = 600;

    /// <summary>What a one-slot block gives, seen through a sum that changes nothing.</summary>
    private static readonly ScoreNode echo = new ScoreNode.Dot([1], -0f);

    [Test]
    public void A_sum_that_starts_from_0_is_never_negative_0()
    {
        Parity.Check(Graphs.Regression([Graphs.Plain(1)], new ScoreNode.Dot([-1], 0)), Rows);
        Parity.Check(Graphs.Regression([Graphs.Categories(0, 2)], new ScoreNode.Dot([-0f, 1], 0)), Rows);
    }

    private static IEnumerable<TestCaseData> Scalers()
    {
        yield return new TestCaseData(null).SetArgDisplayNames("none");
        yield return new TestCaseData(new Scaler.Affine([], [0.3f])).SetArgDisplayNames("scale");
        yield return new TestCaseData(new Scaler.Affine([3.7f], [0.3f])).SetArgDisplayNames("offset and scale");
        yield return new TestCaseData(new Scaler.Affine([17], [0])).SetArgDisplayNames("constant column");
        yield return new TestCaseData(new Scaler.LogNormalCdf([0.7f], [1.3f])).SetArgDisplayNames("log-normal");
        yield return new TestCaseData(new Scaler.LogNormalCdf([-80], [2])).SetArgDisplayNames("log-normal of tiny values");
        yield return new TestCaseData(new Scaler.LogNormalCdf([-742], [3])).SetArgDisplayNames("log-normal of denormals");
        yield return new TestCaseData(new Scaler.LogNormalCdf([0.7f], [0])).SetArgDisplayNames("log-normal of a constant column");
    }

    [TestCaseSource(nameof(Scalers))]
    public void Numeric(Scaler? scaler)
    {
        foreach (var type in (NumericType[])[NumericType.Single, NumericType.Double])
        {
            foreach (var fill in (double[])[double.NaN, -0.0, 3.75])
                Parity.Check(Graphs.Regression([Graphs.Columns(type, scaler, fill)], echo), Rows);
        }
    }

    [TestCaseSource(nameof(Scalers))]
    public void Missing(Scaler? scaler) => Parity.Check(Graphs.Regression([new FeatureBlock.Missing([0], scaler)], echo), Rows);

    [TestCaseSource(nameof(Scalers))]
    public void One_hot(Scaler? scaler)
    {
        foreach (var fill in (int[])[-1, 0])
            Parity.Check(Graphs.Regression([Graphs.Categories(0, 1, fill, scaler)], echo), 20);
    }

    [Test]
    public void Whole_vector_scaled_with_logarithms()
    {
        static Scaler Of(int slots) =>
            new Scaler.LogNormalCdf([.. Enumerable.Range(0, slots).Select(i => 0.1 * i)], [.. Enumerable.Range(0, slots).Select(i => (double)i)]);
        IReadOnlyList<FeatureBlock> blocks =
            [Graphs.Columns(NumericType.Single, Of(3), 1, double.NaN, 2), new FeatureBlock.Missing([2, 0], Of(2)), Graphs.Categories(0, 4, 1, Of(4))];
        Parity.Check(Graphs.Regression(blocks, Graphs.Dot(new Random(1), 9)), Rows);
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(256)]
    [TestCase(257)]
    [TestCase(601)]
    public void Dot(int slots)
    {
        var random = new Random(slots);
        Parity.Check(Graphs.Regression([Graphs.Plain(slots), Graphs.Categories(0, 5, fill: 3)], Graphs.Dot(random, slots + 5)), 100);
        Parity.Check(Graphs.Of([Graphs.Plain(slots), Graphs.Categories(0, 5)],
            new ModelNode.SoftMax([.. Enumerable.Range(0, 3).Select(_ => Graphs.Dot(random, slots + 5))]), 3), 100);
    }

    [Test]
    public void Dot_of_categories_alone() =>
        Parity.Check(Graphs.Regression([Graphs.Categories(0, 5), Graphs.Categories(1, 3, 1)], new ScoreNode.Dot([1, -2, 3, -0f, 5, 0.1f, -0f, 7], -0f)), 100);

    [Test]
    public void Dot_of_every_kind_of_block() => Parity.Check(Graphs.Regression(Graphs.Mixed, Graphs.Dot(new Random(7), 15)), Rows);

    [TestCase(1f)]
    [TestCase(7f)]
    public void Trees(float divisor)
    {
        Parity.Check(Graphs.Regression([Graphs.Plain(4)], Graphs.Trees(new Random(1), 4, 20, divisor)), Rows);
        Parity.Check(Graphs.Regression(Graphs.Mixed, Graphs.Trees(new Random(2), 15, 20, divisor)), Rows);
    }

    [Test]
    public void Trees_behind_a_scaler_with_thresholds_at_scaled_values()
    {
        var scaler = new Scaler.Affine([0.1f], [0.3f]);
        var thresholds = Array.ConvertAll(Probes.Ordinary, x => (x - 0.1f) * 0.3f);
        var trees = Enumerable.Range(0, 20).Select(seed => Graphs.Tree(new Random(seed), 1, 30, thresholds)).ToArray();
        Parity.Check(Graphs.Regression([Graphs.Columns(NumericType.Single, scaler, 0)], new ScoreNode.TreeEnsemble(trees, 1)), Rows);
    }

    [Test]
    public void Trees_with_categorical_splits()
    {
        // Slots of one block, of two, of numbers, and of all kinds.
        int[][] sets = [[8, 9], [8], [10, 11, 13], [12, 14], [0, 2], [1, 8, 14, 5]];
        Parity.Check(Graphs.Regression(Graphs.Mixed, Graphs.Trees(new Random(3), 15, 20, 1, sets)), Rows);
        Parity.Check(Graphs.Regression([Graphs.Categories(0, 6)], Graphs.Trees(new Random(4), 6, 9, 1, [0, 5], [2, 3, 4])), 50);
    }

    [Test]
    public void Trees_that_never_split()
    {
        foreach (var leaf in (double[])[0.0, -0.0, 2.5])
            Parity.Check(Graphs.Regression([Graphs.Plain(2)], new ScoreNode.TreeEnsemble([new Tree([], [], [], [], [leaf], null)], 1)), 20);
        Parity.Check(Graphs.Regression([Graphs.Categories(0, 2)], new ScoreNode.TreeEnsemble([], 1)), 5);
    }

    [Test]
    public void Gam()
    {
        Parity.Check(Graphs.Regression([Graphs.Plain(6)], Graphs.Gam(new Random(1), 6)), Rows);
        Parity.Check(Graphs.Regression(Graphs.Mixed, Graphs.Gam(new Random(2), 15)), Rows);
        Parity.Check(Graphs.Regression([Graphs.Plain(1)], new ScoreNode.Gam([], 2.5)), 5);
    }

    [Test]
    public void Exponential()
    {
        Parity.Check(Graphs.Regression([Graphs.Plain(2)], new ScoreNode.Exponential(Graphs.Dot(new Random(1), 2))), Rows);
        Parity.Check(Graphs.Regression([Graphs.Plain(2)], new ScoreNode.Exponential(Graphs.Trees(new Random(1), 2, 10, 1))), Rows);
        Parity.Check(Graphs.Regression([Graphs.Plain(1)], new ScoreNode.Exponential(echo)), Rows, 88.7f, 88.8f, -103.97f, -87.3f, -708f, 709f, -709f, 710f);
    }

    [TestCase(-1.0, 0.0)]
    [TestCase(-0.5, 1.75)]
    [TestCase(3.0, -0.0)]
    public void Platt(double slope, double offset) =>
        Parity.Check(Graphs.Of([Graphs.Plain(1)], new ModelNode.Binary(echo, new CalibratorNode.Platt(slope, offset), 0.5)), Rows, 0f, 103f, -103f, 745f,
            -745f);

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(8)]
    [TestCase(41)]
    public void Isotonic(int pieces)
    {
        var calibrator = (CalibratorNode.Isotonic)Graphs.Isotonic(new Random(pieces), pieces);
        Parity.Check(Graphs.Of([Graphs.Plain(1)], new ModelNode.Binary(echo, calibrator, calibrator.Values[pieces / 2])), 1500,
            [.. calibrator.Minima, .. calibrator.Maxima]);
    }

    [Test]
    public void Isotonic_stays_off_0_and_1() =>
        Parity.Check(Graphs.Of([Graphs.Plain(1)], new ModelNode.Binary(echo, new CalibratorNode.Isotonic([-1, 1], [-0.5f, 1], [0, 1]), 1e-15)), Rows, -1f,
            -0.5f, 1f);
}

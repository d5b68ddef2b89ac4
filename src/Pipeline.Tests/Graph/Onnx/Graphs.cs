using Pipeline.Graph;
using Pipeline.Model;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>Graphs made by hand, and parts of them made at random.</summary>
internal static class Graphs
{
    /// <summary>A graph of blocks and a model; numeric columns are as many as the blocks name, Double where a block says so.</summary>
    public static ScoringGraph Of(IReadOnlyList<FeatureBlock> blocks, ModelNode model, int classes = 0)
    {
        var numeric = blocks.OfType<FeatureBlock.Numeric>().SelectMany(block => block.Columns.Select(column => (column, block.Type)))
            .Concat(blocks.OfType<FeatureBlock.Missing>().SelectMany(block => block.Columns.Select(column => (column, NumericType.Single))))
            .DistinctBy(column => column.column).OrderBy(column => column.column);
        return new ScoringGraph(
            new ModelSignature
            {
                Task = model is ModelNode.Binary ? TaskKind.Binary : model is ModelNode.Regression ? TaskKind.Regression : TaskKind.Multiclass,
                Label = "y",
                Classes = [.. Enumerable.Range(0, model is ModelNode.Binary ? 2 : classes).Select(k => $"class {k}")],
                Ids = [],
                Numeric = [.. numeric.Select(column => new NumericColumn($"x{column.column}", column.Item2))],
                Categorical = [.. blocks.OfType<FeatureBlock.OneHot>().Select(block => $"c{block.Column}").Distinct()],
                Separator = ',',
                Threshold = (model as ModelNode.Binary)?.Threshold,
            },
            blocks,
            model);
    }

    /// <summary>A regression by one score.</summary>
    public static ScoringGraph Regression(IReadOnlyList<FeatureBlock> blocks, ScoreNode score) => Of(blocks, new ModelNode.Regression(score));

    /// <summary>Numeric columns as they are, but for missing values.</summary>
    public static FeatureBlock Plain(int columns) => Columns(NumericType.Single, null, [.. Enumerable.Range(0, columns).Select(_ => double.NaN)]);

    /// <summary>Numeric columns from 0 on.</summary>
    public static FeatureBlock Columns(NumericType type, Scaler? scaler, params double[] fill) =>
        new FeatureBlock.Numeric(type, [.. Enumerable.Range(0, fill.Length)], fill, scaler);

    /// <summary>Categories a, b, c, ….</summary>
    public static FeatureBlock Categories(int column, int count, int fill = -1, Scaler? scaler = null) =>
        new FeatureBlock.OneHot(column, [.. Enumerable.Range(0, count).Select(i => $"{(char)('a' + i)}")], fill, scaler);

    /// <summary>One of every kind of block: 3 numbers, 2 indicators, 2 Doubles, and two one-hot blocks of 4 and 3 slots.</summary>
    public static IReadOnlyList<FeatureBlock> Mixed =>
    [
        new FeatureBlock.Numeric(NumericType.Single, [1, 0, 4], [0.5, double.NaN, -0.0], new Scaler.Affine([0.25, -1, 3], [1.5, 0, -0.7])),
        new FeatureBlock.Numeric(NumericType.Double, [3, 2], [17, 1e-3], new Scaler.Affine([], [1 / 3.0, 2])),
        new FeatureBlock.Missing([4, 2, 0], null),
        Categories(0, 4, fill: 2),
        Categories(1, 3),
    ];

    /// <summary>Weights of all signs and sizes, some of them 0.</summary>
    public static float[] Weights(Random random, int slots) =>
        [.. Enumerable.Range(0, slots).Select(i => i % 5 == 3 ? 0f : (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 3))))];

    /// <summary>A dot product.</summary>
    public static ScoreNode Dot(Random random, int slots) => new ScoreNode.Dot(Weights(random, slots), random.NextSingle());

    /// <summary>A dense layer.</summary>
    public static DenseLayer Layer(Random random, int inputs, int outputs, Activation activation) =>
        new([.. Enumerable.Range(0, outputs).Select(_ => Weights(random, inputs))], Weights(random, outputs), activation);

    /// <summary>A tree of random shape; every third split is categorical where there are <paramref name="sets"/>.</summary>
    public static Tree Tree(Random random, int slots, int nodes, float[] thresholds, params int[][] sets)
    {
        var (left, right) = (new int[nodes], new int[nodes]);
        var open = new List<(int[] Side, int Node)>();
        for (var node = 0; node < nodes; node++)
        {
            if (node > 0)
            {
                var place = open[random.Next(open.Count)];
                open.Remove(place);
                place.Side[place.Node] = node;
            }
            open.Add((left, node));
            open.Add((right, node));
        }
        foreach (var (leaf, (side, node)) in open.Index())
            side[node] = ~leaf;
        double[] leaves = [.. Enumerable.Range(0, nodes + 1).Select(leaf => leaf % 7 == 6 ? -0.0 : random.NextDouble() - 0.5)];
        return new Tree([.. left.Select(_ => random.Next(slots))], [.. left.Select(_ => thresholds[random.Next(thresholds.Length)])], left, right, leaves,
            sets.Length == 0 ? null : [.. left.Select((_, node) => node % 3 == 1 ? sets[random.Next(sets.Length)] : null)]);
    }

    /// <summary>Several trees, one of them a leaf alone.</summary>
    public static ScoreNode Trees(Random random, int slots, int count, float divisor, params int[][] sets) =>
        new ScoreNode.TreeEnsemble([new Tree([], [], [], [], [-0.0], null),
            .. Enumerable.Range(1, count - 1).Select(_ => Tree(random, slots, random.Next(1, 31), Probes.Ordinary, sets))], divisor);

    /// <summary>An additive model with shapes of different sizes for all slots but the first.</summary>
    public static ScoreNode Gam(Random random, int slots) => new ScoreNode.Gam(
        [.. Enumerable.Range(1, slots - 1).Select(slot =>
        {
            double[] bounds =
                [.. Enumerable.Range(0, random.Next(20)).Select(_ => (double)Probes.Ordinary[random.Next(Probes.Ordinary.Length)]).Distinct().Order(),
                    double.PositiveInfinity];
            return new GamShape(slot, bounds, [.. bounds.Select(_ => random.NextDouble() - 0.5)]);
        })],
        0.125);

    /// <summary>An isotonic calibrator of some pieces.</summary>
    public static CalibratorNode Isotonic(Random random, int pieces)
    {
        float[] edges = [.. Enumerable.Range(0, 2 * pieces).Select(_ => (random.NextSingle() - 0.5f) * 4).Order()];
        return new CalibratorNode.Isotonic([.. edges.Where((_, i) => i % 2 == 0)], [.. edges.Where((_, i) => i % 2 == 1)],
            [.. Enumerable.Range(0, pieces).Select(_ => random.NextSingle()).Order()]);
    }
}

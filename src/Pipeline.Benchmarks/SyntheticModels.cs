using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Model;

namespace Pipeline.Benchmarks;

/// <summary>Graphs with made-up parameters over standardised numeric columns, and rows for them.</summary>
internal static class SyntheticModels
{
    public static ScoringGraph Logistic(int columns) => Of(columns, new ModelNode.Binary(Dot(new SplitMix(1), columns), Platt, 0.5), 2);

    public static ScoringGraph SoftMax(int columns, int classes)
    {
        var random = new SplitMix(2);
        return Of(columns, new ModelNode.SoftMax([.. Enumerable.Range(0, classes).Select(_ => Dot(random, columns))]), classes);
    }

    public static ScoringGraph Trees(int columns, int trees, int leaves)
    {
        var random = new SplitMix(3);
        return Of(columns, new ModelNode.Binary(new ScoreNode.TreeEnsemble([.. Enumerable.Range(0, trees).Select(_ => Grow(random, columns, leaves))], 1),
            Platt, 0.5), 2);
    }

    /// <summary>30-64-32-1 and the like: hidden layers of these sizes with Relu, then a logistic output.</summary>
    public static ScoringGraph Network(int columns, params int[] hidden)
    {
        var random = new SplitMix(4);
        var layers = new List<DenseLayer>();
        var inputs = columns;
        foreach (var outputs in hidden)
        {
            var width = inputs;
            layers.Add(new DenseLayer([.. Enumerable.Range(0, outputs).Select(_ => Numbers(random, width, 1 / Math.Sqrt(width)))],
                Numbers(random, outputs, 0.1), Activation.Relu));
            inputs = outputs;
        }
        return Of(columns, new ModelNode.Binary(Dot(random, inputs), Platt, 0.5), 2) with { Layers = layers };
    }

    public static ScoringGraph Poisson(int columns)
    {
        var random = new SplitMix(7);
        float[] weights = Numbers(random, columns, 0.1);
        return Of(columns, new ModelNode.Regression(new ScoreNode.Exponential(new ScoreNode.Dot(weights, 0))), 0);
    }

    public static ScoringGraph Additive(int columns, int bins)
    {
        var random = new SplitMix(8);
        GamShape Shape(int slot) => new(slot, [.. Enumerable.Range(1, bins - 1).Select(i => -3 + (6.0 * i / bins)), double.PositiveInfinity],
            [.. Enumerable.Range(0, bins).Select(_ => random.Normal())]);
        return Of(columns, new ModelNode.Binary(new ScoreNode.Gam([.. Enumerable.Range(0, columns).Select(Shape)], 0.5), Platt, 0.5), 2);
    }

    public static ScoringGraph NaiveBayes(int columns, int classes)
    {
        var random = new SplitMix(9);
        double[][] Table() => [.. Enumerable.Range(0, classes).Select(_ => Enumerable.Range(0, columns).Select(_ => -3 * random.Uniform()).ToArray())];
        return Of(columns, new ModelNode.NaiveBayes([.. Enumerable.Range(0, classes).Select(_ => -1.0)], [.. Enumerable.Range(0, classes).Select(_ => -9.0)],
            Table(), Table()), classes);
    }

    public static ScoringGraph OneVersusAll(int columns, int classes)
    {
        var random = new SplitMix(10);
        return Of(columns, new ModelNode.OneVersusAll([.. Enumerable.Range(0, classes).Select(_ => ((ScoreNode)Dot(random, columns), (CalibratorNode)Platt))]),
            classes);
    }

    public static KernelInput Rows(ScoringGraph graph, int rows)
    {
        var random = new SplitMix(5);
        return new KernelInput([.. graph.Signature.Numeric.Select(_ => Array.ConvertAll(Numbers(random, rows, 2), value => (double)value))], [], rows);
    }

    private static CalibratorNode.Platt Platt => new(-1, 0);

    private static ScoringGraph Of(int columns, ModelNode model, int classes)
    {
        var random = new SplitMix(6);
        int[] all = [.. Enumerable.Range(0, columns)];
        var scaler = new Scaler.Affine([.. all.Select(_ => (double)(float)random.Normal())], [.. all.Select(_ => (double)(float)(0.5 + random.Uniform()))]);
        var signature = new ModelSignature
        {
            Task = model is ModelNode.Binary ? TaskKind.Binary : model is ModelNode.Regression ? TaskKind.Regression : TaskKind.Multiclass,
            Label = "label",
            Classes = [.. Enumerable.Range(0, classes).Select(k => $"{k}")],
            Ids = [],
            Numeric = [.. SyntheticTable.Names(columns).Select(name => new NumericColumn(name, NumericType.Single))],
            Categorical = [],
            Separator = ',',
            Threshold = 0.5,
        };
        return new ScoringGraph(signature, [new FeatureBlock.Numeric(NumericType.Single, all, [.. all.Select(_ => 0.0)], scaler)], model);
    }

    private static ScoreNode.Dot Dot(SplitMix random, int columns) => new(Numbers(random, columns, 1), (float)random.Normal());

    private static float[] Numbers(SplitMix random, int count, double scale) => [.. Enumerable.Range(0, count).Select(_ => (float)(scale * random.Normal()))];

    /// <summary>Splits a leaf chosen at random until there are enough: some branches are deep, as where the best leaf is split first.</summary>
    private static Tree Grow(SplitMix random, int columns, int leaves)
    {
        var nodes = leaves - 1;
        var (left, right) = (new int[nodes], new int[nodes]);
        var open = new List<(int[] Side, int Node)>();
        for (var node = 0; node < nodes; node++)
        {
            if (node > 0)
            {
                var place = open[(int)(random.Uniform() * open.Count)];
                open.Remove(place);
                place.Side[place.Node] = node;
            }
            open.Add((left, node));
            open.Add((right, node));
        }
        foreach (var (leaf, (side, node)) in open.Index())
            side[node] = ~leaf;
        return new Tree([.. Enumerable.Range(0, nodes).Select(_ => (int)(random.Uniform() * columns))], Numbers(random, nodes, 1), left, right,
            [.. Enumerable.Range(0, leaves).Select(_ => 0.1 * random.Normal())], null);
    }
}

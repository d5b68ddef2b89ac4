using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Tests.Graph.Onnx;

namespace Pipeline.Tests.Kernels;

/// <summary>A graph for every kernel.</summary>
internal static class Sample
{
    public static IReadOnlyList<(string Name, ScoringGraph Graph)> Models { get; } = [.. All()];

    private static IEnumerable<(string, ScoringGraph)> All()
    {
        var random = new Random(21);
        CalibratorNode platt = new CalibratorNode.Platt(-1, 0.25);
        ScoreNode Sum(float divisor, params Tree[] trees) => new ScoreNode.TreeEnsemble(trees, divisor);
        Tree[] Grow(int count, int nodes) => [.. Enumerable.Range(0, count).Select(_ => Graphs.Tree(random, 15, nodes, Probes.Ordinary))];
        yield return ("dot product", Graphs.Of(Graphs.Mixed, new ModelNode.Binary(Graphs.Dot(random, 15), platt, 0.5)));
        yield return ("wide dot product", Graphs.Regression([Graphs.Plain(300), Graphs.Categories(0, 5)], Graphs.Dot(random, 305)));
        yield return ("Poisson", Graphs.Regression(Graphs.Mixed, new ScoreNode.Exponential(Graphs.Dot(random, 15))));
        yield return ("trees", Graphs.Of(Graphs.Mixed, new ModelNode.Binary(Graphs.Trees(random, 15, 120, 1), Graphs.Isotonic(random, 9), 0.5)));
        yield return ("trees of 64 leaves", Graphs.Regression(Graphs.Mixed, Sum(7, Grow(20, 63))));
        yield return ("trees of 256 leaves", Graphs.Regression([Graphs.Plain(15)], Sum(1, Grow(5, 255))));
        yield return ("huge trees", Graphs.Regression(Graphs.Mixed, Sum(1, Grow(5, 400))));
        yield return ("trees with categorical splits", Graphs.Regression(Graphs.Mixed, Graphs.Trees(random, 15, 20, 1, [8, 9], [0, 13])));
        yield return ("additive model", Graphs.Regression(Graphs.Mixed, Graphs.Gam(random, 15)));
        yield return ("soft-max", Graphs.Of(Graphs.Mixed, new ModelNode.SoftMax([.. Enumerable.Range(0, 5).Select(_ => Graphs.Dot(random, 15))]), 5));
        yield return ("plain soft-max",
            Graphs.Of(Graphs.Mixed, new ModelNode.PlainSoftMax([.. Enumerable.Range(0, 5).Select(_ => Graphs.Trees(new Random(22), 15, 9, 1))]), 5));
        yield return ("one-versus-all",
            Graphs.Of(Graphs.Mixed,
                new ModelNode.OneVersusAll([.. Enumerable.Range(0, 3)
                    .Select(k => (Graphs.Trees(random, 15, 9, 1), k == 1 ? Graphs.Isotonic(random, 5) : platt))]), 3));
        var table = Enumerable.Range(0, 3).Select(k => Enumerable.Range(0, 15).Select(slot => -0.1 * (k + slot)).ToArray()).ToArray();
        yield return ("naive Bayes", Graphs.Of(Graphs.Mixed, new ModelNode.NaiveBayes([-1, -1.5, -1], [-9, -9, -8], table, table), 3));
        yield return ("scaled by logarithms",
            Graphs.Regression([Graphs.Columns(NumericType.Single, Logarithms(3), 1, double.NaN, 2), Graphs.Categories(0, 4, 1, Logarithms(4))],
                Graphs.Dot(random, 7)));
        foreach (var activation in Enum.GetValues<Activation>())
            yield return ($"network of {activation}", Graphs.Of(Graphs.Mixed, new ModelNode.Binary(Graphs.Dot(random, 6), platt, 0.5)) with
            { Layers = [Graphs.Layer(random, 15, 9, activation), Graphs.Layer(random, 9, 6, activation)] });
        yield return ("wide network", Graphs.Regression([Graphs.Plain(300)], Graphs.Dot(random, 5)) with
        { Layers = [Graphs.Layer(random, 300, 5, Activation.Relu)] });
    }

    private static Scaler.LogNormalCdf Logarithms(int slots) =>
        new Scaler.LogNormalCdf([.. Enumerable.Range(0, slots).Select(i => 0.1 * i)], [.. Enumerable.Range(0, slots).Select(i => (double)i)]);
}

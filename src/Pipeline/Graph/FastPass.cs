using Pipeline.Model;

namespace Pipeline.Graph;

/// <summary>
/// From an exact graph to a fast one: Affine normalizers in front of dot products and dense layers are folded, in float64, into
/// weights and bias (w′ = w·s, b′ = b − Σ w·s·o, rounded to float32 once), and the sums become free in order and float32. A column
/// carried as Double is scaled as before, since rounding it first is what Double avoids.
/// <see cref="FastBound"/> states how far the scores may be from the exact ones.
/// </summary>
internal static class FastPass
{
    /// <summary>
    /// The fast graph; the graph itself where fast has nothing to gain: trees, additive models and naive Bayes compare and look up,
    /// so their exact kernels are the fast ones.
    /// </summary>
    /// <param name="graph">An exact graph.</param>
    public static ScoringGraph Apply(ScoringGraph graph) =>
        IsLinear(graph) ? Fold(graph) with { Precision = Precision.Fast } : graph;

    /// <summary>
    /// Whether the CPU has kernels of its own for the fast graph: networks. Dot products run through the exact kernel, over folded
    /// weights: a sum of one model waits for its columns, not for its arithmetic.
    /// </summary>
    public static bool HasOwnKernels(ScoringGraph graph) => graph is { Precision: Precision.Fast, Layers.Count: > 0 };

    private static bool IsLinear(ScoringGraph graph) => graph.Layers.Count > 0 || graph.Model.ClassScores is { Count: > 0 } scores && scores.All(IsDot);

    private static bool IsDot(ScoreNode node) => node is ScoreNode.Dot or ScoreNode.Exponential { Logarithm: ScoreNode.Dot };

    private static ScoringGraph Fold(ScoringGraph graph)
    {
        var folds = new List<(int Slot, double Scale, double Offset)>();
        var blocks = new List<FeatureBlock>();
        var first = 0;
        foreach (var block in graph.Blocks)
        {
            var (unscaled, scaler) = Unscaled(block);
            blocks.Add(unscaled);
            for (var i = 0; scaler is not null && i < block.Width; i++)
                folds.Add((first + i, (float)scaler.Scale[i], scaler.Offset.Length == 0 ? 0 : (float)scaler.Offset[i]));
            first += block.Width;
        }
        var folded = graph.Layers.Count > 0
            ? graph with { Blocks = blocks, Layers = [Fold(graph.Layers[0], folds), .. graph.Layers.Skip(1)] }
            : graph with { Blocks = blocks, Model = Fold(graph.Model, folds) };
        // A scale beyond the range of float32 stays where it is.
        return Weights(folded).All(float.IsFinite) ? folded : graph;
    }

    /// <summary>A block without its normalizer, and the normalizer; the block as it is where it cannot be folded.</summary>
    private static (FeatureBlock Block, Scaler.Affine? Scaler) Unscaled(FeatureBlock block) => block switch
    {
        FeatureBlock.Numeric { Type: NumericType.Single, Scaler: Scaler.Affine scaler } numeric => (numeric with { Scaler = null }, scaler),
        FeatureBlock.Missing { Scaler: Scaler.Affine scaler } missing => (missing with { Scaler = null }, scaler),
        FeatureBlock.OneHot { Scaler: Scaler.Affine scaler } oneHot => (oneHot with { Scaler = null }, scaler),
        _ => (block, null),
    };

    private static DenseLayer Fold(DenseLayer layer, List<(int, double, double)> folds)
    {
        var sums = layer.Weights.Zip(layer.Bias, (weights, bias) => Fold(weights, bias, folds)).ToArray();
        return layer with { Weights = Array.ConvertAll(sums, sum => sum.Weights), Bias = Array.ConvertAll(sums, sum => sum.Bias) };
    }

    private static ModelNode Fold(ModelNode model, List<(int, double, double)> folds) => model switch
    {
        ModelNode.Binary binary => binary with { Score = Fold(binary.Score, folds) },
        ModelNode.Regression regression => new ModelNode.Regression(Fold(regression.Score, folds)),
        ModelNode.SoftMax softMax => new ModelNode.SoftMax([.. softMax.Scores.Select(score => Fold(score, folds))]),
        ModelNode.PlainSoftMax softMax => new ModelNode.PlainSoftMax([.. softMax.Scores.Select(score => Fold(score, folds))]),
        ModelNode.OneVersusAll all => new ModelNode.OneVersusAll([.. all.Classes.Select(c => (Fold(c.Score, folds), c.Calibrator))]),
        _ => throw new ArgumentOutOfRangeException(nameof(model), model, "no dot products"),
    };

    private static ScoreNode Fold(ScoreNode node, List<(int, double, double)> folds) => node switch
    {
        ScoreNode.Dot dot => Fold(dot.Weights, dot.Bias, folds),
        ScoreNode.Exponential exponential => new ScoreNode.Exponential(Fold(exponential.Logarithm, folds)),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "no dot product"),
    };

    private static ScoreNode.Dot Fold(float[] weights, float bias, List<(int Slot, double Scale, double Offset)> folds)
    {
        float[] folded = [.. weights];
        double start = bias;
        foreach (var (slot, scale, offset) in folds)
        {
            var weight = weights[slot] * scale;
            folded[slot] = (float)weight;
            start -= weight * offset;
        }
        return new ScoreNode.Dot(folded, (float)start);
    }

    private static IEnumerable<float> Weights(ScoringGraph graph) => graph.Layers.Count > 0
        ? graph.Layers[0].Weights.SelectMany(row => row).Concat(graph.Layers[0].Bias)
        : graph.Model.ClassScores.Select(score => (ScoreNode.Dot)(score is ScoreNode.Exponential exponential ? exponential.Logarithm : score))
            .SelectMany(dot => dot.Weights.Append(dot.Bias));
}

using Pipeline.Model;

namespace Pipeline.Graph.Foreign;

/// <summary>
/// A foreign model in the words of a <see cref="ScoringGraph"/>: what comes before its model node, and what its scores mean. What kind of
/// prediction that is, and of which columns, a config says.
/// </summary>
/// <param name="Features">Columns that it takes.</param>
/// <param name="Blocks">Blocks of the feature vector, of columns 0 to Features − 1, of type Single, missing values as they are.</param>
/// <param name="Layers">Hidden layers.</param>
/// <param name="Scores">One score an output.</param>
/// <param name="Link">From the scores to the outputs.</param>
internal sealed record ForeignNetwork(
    int Features, IReadOnlyList<FeatureBlock> Blocks, IReadOnlyList<DenseLayer> Layers, IReadOnlyList<ScoreNode> Scores, ForeignLink Link)
{
    /// <summary>Of a classifier that says so the classes in the order of the outputs; else empty.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>The model node for a task; null where the outputs are not what that task needs.</summary>
    /// <param name="task">The task.</param>
    /// <param name="threshold">For binary: the threshold on the probability.</param>
    public ModelNode? ToModel(TaskKind task, double threshold = 0.5)
    {
        var platt = new CalibratorNode.Platt(-1, 0);
        return (task, Link, Scores) switch
        {
            (TaskKind.Regression, ForeignLink.None, [var score]) => new ModelNode.Regression(score),
            (TaskKind.Binary, ForeignLink.Logistic or ForeignLink.LogisticPair, [var score]) => new ModelNode.Binary(score, platt, threshold),
            (TaskKind.Binary, ForeignLink.Logistic or ForeignLink.LogisticShare, [ScoreNode.Dot negative, ScoreNode.Dot positive])
                when AreOpposite(negative, positive) => new ModelNode.Binary(positive, platt, threshold),
            (TaskKind.Binary, ForeignLink.SoftMax, [ScoreNode.Dot negative, ScoreNode.Dot positive]) =>
                new ModelNode.Binary(Difference(positive, negative), platt, threshold),
            (TaskKind.Multiclass, ForeignLink.SoftMax, { Count: > 1 }) => new ModelNode.SoftMax(Scores),
            (TaskKind.Multiclass, ForeignLink.LogisticShare, { Count: > 1 }) => new ModelNode.OneVersusAll([.. Scores.Select(score => (score,
                (CalibratorNode)platt))]),
            _ => null,
        };
    }

    /// <summary>The whole graph for a signature whose numeric columns are those that the model takes, in its order.</summary>
    /// <param name="signature">What goes in and comes out.</param>
    /// <param name="model">The model node.</param>
    public ScoringGraph ToGraph(ModelSignature signature, ModelNode model) => new(signature, Blocks, model) { Layers = Layers };

    private static bool AreOpposite(ScoreNode.Dot a, ScoreNode.Dot b) => a.Bias == -b.Bias && a.Weights.Zip(b.Weights).All(pair => pair.First == -pair.Second);

    /// <summary>Soft-max of two scores is the logistic function of their difference, whose weights are rounded to float32 once.</summary>
    private static ScoreNode.Dot Difference(ScoreNode.Dot a, ScoreNode.Dot b) =>
        new([.. a.Weights.Zip(b.Weights, (x, y) => (float)((double)x - y))], (float)((double)a.Bias - b.Bias));
}

using Pipeline.Model;

namespace Pipeline.Graph;

/// <summary>
/// What a score is: the feature vector block by block, the layers of a network where there is one, then the model. A front end makes
/// it: that of <c>MlNet</c> reads it from the fitted chain of a zip. It is never stored beside the chain: the zip has one definition.
/// </summary>
/// <param name="Signature">What goes in and comes out.</param>
/// <param name="Blocks">The blocks of the feature vector, in the order of its slots.</param>
/// <param name="Model">From the feature vector, or what the last layer makes of it, to the outputs.</param>
internal sealed record ScoringGraph(ModelSignature Signature, IReadOnlyList<FeatureBlock> Blocks, ModelNode Model)
{
    /// <summary>The hidden layers of a network: the first takes the feature vector, the model what the last one gives.</summary>
    public IReadOnlyList<DenseLayer> Layers { get; init; } = [];

    /// <summary>
    /// Exact: every node is the sequence of operations that it states. Fast: the sums of dot products and dense layers are taken in
    /// any order, in float32 or wider; all else is as stated.
    /// </summary>
    public Precision Precision { get; init; } = Precision.Exact;

    /// <summary>How the probabilities follow from the scores; null where no formula says so.</summary>
    public ScoreLink? Link => Model switch
    {
        ModelNode.Binary { Calibrator: CalibratorNode.Platt platt } => new ScoreLink.Logistic(platt.Slope, platt.Offset),
        ModelNode.SoftMax => new ScoreLink.OfSoftMax(),
        ModelNode.NaiveBayes => new ScoreLink.SoftMax(),
        _ => null,
    };

    /// <summary>Slots of the feature vector.</summary>
    public int Width => Blocks.Sum(block => block.Width);

    /// <summary>The categories of a categorical column, by its position in the signature; none where the model does not use it.</summary>
    public IReadOnlyList<string> Vocabulary(int column) =>
        Blocks.OfType<FeatureBlock.OneHot>().Where(block => block.Column == column).Select(block => block.Vocabulary).FirstOrDefault() ?? [];

    /// <summary>Slots of blocks that are dense.</summary>
    public int DenseWidth => Blocks.Where(block => block.IsDense).Sum(block => block.Width);
}

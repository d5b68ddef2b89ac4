using Pipeline.Model;

namespace Pipeline.Graph;

/// <summary>
/// What a score is: the feature vector block by block, then the model. Compiled from the fitted chain, never stored: the zip has one
/// definition, and this is read from it.
/// </summary>
/// <param name="Signature">What goes in and comes out.</param>
/// <param name="Blocks">The blocks of the feature vector, in the order of its slots.</param>
/// <param name="Model">From the feature vector to the outputs.</param>
public sealed record ScoringGraph(ModelSignature Signature, IReadOnlyList<FeatureBlock> Blocks, ModelNode Model)
{
    /// <summary>Slots of the feature vector.</summary>
    public int Width => Blocks.Sum(block => block.Width);

    /// <summary>The categories of a categorical column, by its position in the signature; none where the model does not use it.</summary>
    public IReadOnlyList<string> Vocabulary(int column) =>
        Blocks.OfType<FeatureBlock.OneHot>().Where(block => block.Column == column).Select(block => block.Vocabulary).FirstOrDefault() ?? [];

    /// <summary>Slots of blocks that are dense.</summary>
    public int DenseWidth => Blocks.Where(block => block.IsDense).Sum(block => block.Width);
}

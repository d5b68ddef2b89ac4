using Pipeline.Graph;
using Pipeline.Model;

namespace Pipeline.Artifacts.MlNet;

/// <summary>What a chain says of itself, read from its entries without ML.NET.</summary>
/// <param name="Features">From the columns of a table to the feature vector.</param>
/// <param name="Model">From there to the predictions.</param>
internal sealed record StoredChain(StoredFeatures Features, StoredModel Model)
{
    /// <summary>What is scored: the very graph that is compiled from the chain once ML.NET has loaded it.</summary>
    /// <param name="signature">A signature that fits the chain.</param>
    public ScoringGraph Graph(ModelSignature signature) => new(signature, Features.Blocks, Model.Nodes.Of(signature));
}

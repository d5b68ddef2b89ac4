namespace Pipeline.Artifacts.MlNet;

/// <summary>What a chain says of itself, read from its entries without ML.NET.</summary>
/// <param name="Features">From the columns of a table to the feature vector.</param>
/// <param name="Model">From there to the predictions.</param>
internal sealed record StoredChain(StoredFeatures Features, StoredModel Model);

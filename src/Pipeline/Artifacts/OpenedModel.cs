using Microsoft.ML;
using Pipeline.Artifacts.Container;
using Pipeline.Artifacts.MlNet;
using Pipeline.Configuration.Records;
using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts;

/// <summary>A model from a zip whose digests have been verified.</summary>
/// <param name="Path">Where the zip is.</param>
/// <param name="Sha256">SHA-256 of the zip's bytes, in lower-case hex.</param>
/// <param name="Stored">The fitted chain, as this program has read it.</param>
/// <param name="Manifest">Its account.</param>
/// <param name="TrainedRowsEntry">The split keys of the rows that it learnt from or looked at, as the zip holds them.</param>
internal sealed record OpenedModel(string Path, string Sha256, StoredChain Stored, Manifest Manifest, ReadOnlyMemory<byte> TrainedRowsEntry)
{
    /// <summary>What goes in and comes out: the manifest's, with the threshold of this run where that is another.</summary>
    public ModelSignature Signature { get; init; } = Manifest.Signature;

    /// <summary>What scores.</summary>
    public ScoringGraph Graph => Stored.Graph(Signature);

    /// <summary>SHA-256 of the public key of whoever signed it; null where nobody did.</summary>
    public string? Signer { get; init; }

    /// <summary>The chain as ML.NET loads it, from the very bytes that were verified.</summary>
    public required Lazy<LoadedChain> Loading { get; init; }

    /// <summary>The fitted chain, loaded by ML.NET where that has not been done: no scoring asks for it.</summary>
    /// <exception cref="ArtifactException">ML.NET cannot load it.</exception>
    public FittedModel Model => new(Loading.Value.Chain, Loading.Value.Inputs, Signature);

    /// <summary>The config of the training, read and checked anew: no scoring asks for it.</summary>
    /// <exception cref="ArtifactException">It is none, or not the config of this model.</exception>
    public RunConfig ReadConfig() => CheckedConfig.Read(this);

    /// <summary>Those keys, decoded anew: no scoring asks for them.</summary>
    /// <exception cref="ArtifactException">They cannot be read.</exception>
    public KeySet ReadTrainedRows() => KeySet.Read(TrainedRowsEntry.Span)
        ?? throw Refusal.Of($"{Path}!{EntryNames.TrainedRows}", "keys that cannot be read");
}

/// <summary>A chain that ML.NET has loaded. A class of its own: what no run asks for is not even looked up then.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Inputs">The columns that it takes.</param>
internal sealed record LoadedChain(ITransformer Chain, DataViewSchema Inputs);

using Pipeline.Artifacts.Container;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts;

/// <summary>A model from a zip whose digests have been verified.</summary>
/// <param name="Path">Where the zip is.</param>
/// <param name="Sha256">SHA-256 of the zip's bytes, in lower-case hex.</param>
/// <param name="Model">The fitted chain.</param>
/// <param name="Manifest">Its account.</param>
/// <param name="TrainedRowsEntry">The split keys of the rows that it learnt from or looked at, as the zip holds them.</param>
internal sealed record OpenedModel(string Path, string Sha256, FittedModel Model, Manifest Manifest, ReadOnlyMemory<byte> TrainedRowsEntry)
{
    /// <summary>SHA-256 of the public key of whoever signed it; null where nobody did.</summary>
    public string? Signer { get; init; }

    /// <summary>The config of the training, read and checked anew: no scoring asks for it.</summary>
    /// <exception cref="ArtifactException">It is none, or not the config of this model.</exception>
    public RunConfig ReadConfig() => CheckedConfig.Read(this);

    /// <summary>Those keys, decoded anew: no scoring asks for them.</summary>
    /// <exception cref="ArtifactException">They cannot be read.</exception>
    public KeySet ReadTrainedRows() => KeySet.Read(TrainedRowsEntry.Span)
        ?? throw Refusal.Of($"{Path}!{EntryNames.TrainedRows}", "keys that cannot be read");
}

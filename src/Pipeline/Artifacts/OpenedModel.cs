using Pipeline.Model;

namespace Pipeline.Artifacts;

/// <summary>A model from a zip whose digests have been verified.</summary>
/// <param name="Path">Where the zip is.</param>
/// <param name="Sha256">SHA-256 of the zip's bytes, in lower-case hex.</param>
/// <param name="Model">The fitted chain.</param>
/// <param name="Manifest">Its account.</param>
/// <param name="TrainedRows">The split keys of the rows that it learnt from or looked at.</param>
public sealed record OpenedModel(string Path, string Sha256, FittedModel Model, Manifest Manifest, KeySet TrainedRows);

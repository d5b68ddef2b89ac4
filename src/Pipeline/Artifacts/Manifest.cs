using System.Text.Json.Nodes;
using Pipeline.Model;

namespace Pipeline.Artifacts;

/// <summary>Which rows a model was trained and measured on.</summary>
/// <param name="Files">The files, in order; the test files last.</param>
/// <param name="TrainRows">Rows that were trained on.</param>
/// <param name="TestRows">Rows that were held out.</param>
/// <param name="SplitDigest">SHA-256 over the keys and sides of all rows: equal where the same rows lie on the same sides.</param>
/// <param name="HeldOutDigest">SHA-256 over the held-out rows, of each its key, label and weight: equal where figures are of the same rows.</param>
internal sealed record DataRecord(
    IReadOnlyList<FileFingerprint> Files, int TrainRows, int TestRows, string SplitDigest, string HeldOutDigest)
{
    /// <summary>The columns of the split key, in ordinal order.</summary>
    public required IReadOnlyList<string> KeyColumns { get; init; }

    /// <summary>The columns of a whole record, in ordinal order.</summary>
    public required IReadOnlyList<string> RecordColumns { get; init; }

    /// <summary>Rows for validation, which training looks at.</summary>
    public int ValidationRows { get; init; }

    /// <summary>Rows on no side: those in the gap of a split by time.</summary>
    public long LeftOutRows { get; init; }

    /// <summary>Rows whose features occur in an earlier row too.</summary>
    public long RepeatedRows { get; init; }

    /// <summary>Held-out rows whose features occur among the training rows too.</summary>
    public long OverlappingRows { get; init; }

    /// <summary>Different combinations of features among those.</summary>
    public long OverlappingCombinations { get; init; }

    /// <summary>Held-out rows whose split key a training row has too.</summary>
    public long OverlappingKeys { get; init; }

    /// <summary>Held-out rows that are copies of a whole training record.</summary>
    public long OverlappingCopies { get; init; }

    /// <summary>How many of the files, at their end, were test files of the config; the model saw nothing of those.</summary>
    public int TestFiles { get; init; }
}

/// <summary>What made a model: it decides, with config and data, which bits come out.</summary>
/// <param name="Program">Version of this program.</param>
/// <param name="Runtime">Version of .NET.</param>
/// <param name="Packages">Version of each package that computes.</param>
/// <param name="Architecture">The processor's architecture.</param>
/// <param name="VectorExtensions">The vector instructions that .NET used.</param>
/// <param name="Threads">The number of threads that the model depends on; 1 where it is the same for any.</param>
internal sealed record Environs(
    string Program, string Runtime, IReadOnlyDictionary<string, string> Packages, string Architecture, IReadOnlyList<string> VectorExtensions, int Threads);

/// <summary>
/// The zip's own account of itself, <c>pipeline/manifest.json</c>. Nothing in it depends on clock, path, machine name or user, so
/// that the same config, data and machine give the same bytes.
/// </summary>
internal sealed record Manifest
{
    /// <summary>
    /// The version of this format that this program writes and reads. 2 added what was found of the compiled graph, 3 how the split came
    /// about, how files are written and what was met in the rows, 4 has other row keys: XXH128 in place of SHA-256, and so another split.
    /// </summary>
    public const int CurrentFormat = 4;

    /// <summary>Version of the format.</summary>
    public required int Format { get; init; }

    /// <summary>The effective config, every default included.</summary>
    public required RecordedConfig Config { get; init; }

    /// <summary>What the chain takes and gives.</summary>
    public required ModelSignature Signature { get; init; }

    /// <summary>The data it was trained and measured on.</summary>
    public required DataRecord Data { get; init; }

    /// <summary>Statistics of the feature columns over the training rows.</summary>
    public required ColumnStatistics Statistics { get; init; }

    /// <summary>What the training rows say of the label alone.</summary>
    public required LabelPrior Prior { get; init; }

    /// <summary>What was met in the training and held-out rows.</summary>
    public required TrainAudit Audit { get; init; }

    /// <summary>Of which rows calibrator and threshold are; null where neither was fitted.</summary>
    public TuningRecord? Tuning { get; init; }

    /// <summary>Where the threshold comes from; null where there is none.</summary>
    public ThresholdRecord? Threshold { get; init; }

    /// <summary>Rounds of boosting after which the validation rows gained nothing more; null where it went on to its end.</summary>
    public int? Rounds { get; init; }

    /// <summary>The figures of the held-out rows.</summary>
    public required JsonObject Metrics { get; init; }

    /// <summary>What was found of the compiled graph, which is what was measured.</summary>
    public required CompiledRecord Compiled { get; init; }

    /// <summary>What made it.</summary>
    public required Environs Environs { get; init; }

    /// <summary>SHA-256, in hex, of the content of every other entry of the zip.</summary>
    public IReadOnlyDictionary<string, string> Entries { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether the chain fills a missing category of a column: the config says so, and the category that it fills in was there in training.</summary>
    public bool Fills(CategoricalStatistics column) => Config.Outline.Fills(column);

    /// <summary>The manifest as JSON, as it stands in the zip.</summary>
    public JsonObject ToJson() => JsonNode.Parse(ManifestJson.Write(this))!.AsObject();
}

namespace Pipeline.Artifacts.Container;

/// <summary>The entries of a zip that are this program's; all others are ML.NET's.</summary>
internal static class EntryNames
{
    /// <summary>Entry of the manifest.</summary>
    public const string Manifest = "pipeline/manifest.json";

    /// <summary>Entry of the manifest's own SHA-256.</summary>
    public const string Digest = "pipeline/manifest.sha256";

    /// <summary>Entry of the split keys of the rows that were trained on.</summary>
    public const string TrainedRows = "pipeline/trained-rows.bin";

    /// <summary>Entry of the signature of the manifest, where it is signed.</summary>
    public const string Signature = "pipeline/manifest.sig";

    /// <summary>Entry of the public key of whoever signed it.</summary>
    public const string Signer = "pipeline/signer.pem";
}

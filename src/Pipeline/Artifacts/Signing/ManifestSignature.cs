using Pipeline.Artifacts.Container;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts.Signing;

/// <summary>
/// The signature in a zip: of the bytes of the manifest, which holds the digests of all other entries, so that nothing that is used is
/// unsigned. The signer's public key stands beside it. That tells who signed, and whether the signature is whole; only a key that
/// the reader brings along tells whether to believe it.
/// </summary>
internal static class ManifestSignature
{
    /// <summary>Adds signature and signer to the entries of a zip.</summary>
    public static void Add(IDictionary<string, byte[]> entries, SigningKey key)
    {
        entries.Add(EntryNames.Signature, key.Sign(entries[EntryNames.Manifest]));
        entries.Add(EntryNames.Signer, key.Public.ToPem());
    }

    /// <summary>SHA-256 of the key that signed a manifest; null where nobody did.</summary>
    /// <param name="path">The zip, for refusals.</param>
    /// <param name="manifest">The bytes of its manifest.</param>
    /// <param name="entries">Signature and signer, where there are any.</param>
    /// <param name="demanded">The keys that it must be signed by.</param>
    /// <exception cref="ArtifactException">The signature is not of this manifest, or not of a demanded key.</exception>
    public static string? Verify(string path, byte[] manifest, IReadOnlyDictionary<string, byte[]> entries, IReadOnlyList<VerifyingKey> demanded)
    {
        var where = $"{path}!{EntryNames.Signature}";
        if (!entries.TryGetValue(EntryNames.Signature, out var signature) | !entries.TryGetValue(EntryNames.Signer, out var pem))
        {
            if (signature is not null || pem is not null)
                throw Refusal.Of(where, "a signature without its signer, or the other way round", "both, or none");
            return demanded.Count == 0 ? null
                : throw new ArtifactException(path, "a zip that nobody has signed", $"one signed by the key {demanded[0].Sha256}",
                    "Sign it where it is made: train --sign KEY, threshold --sign KEY.");
        }
        var signer = VerifyingKey.FromPem(pem!);
        if (signer is null || !signer.Verifies(manifest, signature))
            throw Refusal.Of(where, "a signature that is not of this manifest and this signer: one of them was edited or damaged", "them as they were signed");
        if (demanded.FirstOrDefault(key => key.Sha256 != signer.Sha256 || !key.Verifies(manifest, signature)) is { } other)
            throw new ArtifactException(path, $"a zip signed by another key ({signer.Sha256})", $"one signed by the key {other.Sha256}",
                "Look at where the zip comes from, and which key is the right one.");
        return signer.Sha256;
    }
}

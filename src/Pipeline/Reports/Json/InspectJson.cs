using Pipeline.Artifacts;
using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>What inspect shows.</summary>
internal static class InspectJson
{
    /// <summary>Its document.</summary>
    public static Document<OpenedModel> Document { get; } = new("inspect", 1, new("inspect", "What is in a zip.")
    {
        { "modelSha256", "SHA-256 of the zip.", Values.Sha256, opened => opened.Sha256 },
        { "signedBy", "SHA-256 of the public key that the zip is signed by; null where nobody signed it.", Values.Sha256.OrNull(), opened => opened.Signer },
        { "manifest", "The zip's account of itself, pipeline/manifest.json.", new ManifestShape(), opened => opened.Manifest },
    });
}

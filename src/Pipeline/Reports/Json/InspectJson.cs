using System.Text.Json.Nodes;
using Pipeline.Artifacts;

namespace Pipeline.Reports.Json;

/// <summary>What inspect shows, as a JSON document.</summary>
internal static class InspectJson
{
    /// <summary>The zip's digest and the whole manifest as JSON.</summary>
    public static JsonObject Of(OpenedModel opened) => new()
    {
        ["modelSha256"] = opened.Sha256,
        ["signedBy"] = opened.Signer,
        ["manifest"] = opened.Manifest.ToJson(),
    };
}

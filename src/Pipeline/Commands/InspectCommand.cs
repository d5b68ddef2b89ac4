using System.Text.Json.Nodes;
using Pipeline.Artifacts;

namespace Pipeline.Commands;

/// <summary>inspect: what is in a zip, after verifying it.</summary>
public static class InspectCommand
{
    /// <summary>Opens the zip.</summary>
    public static OpenedModel Run(string modelPath) => ModelZipReader.Open(modelPath);

    /// <summary>The zip's digest and the whole manifest as JSON.</summary>
    public static JsonObject Json(OpenedModel opened) => new()
    {
        ["modelSha256"] = opened.Sha256,
        ["manifest"] = opened.Manifest.ToJson(),
    };
}

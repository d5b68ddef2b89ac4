using System.Text.Json.Nodes;
using Pipeline.Artifacts;
using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>The manifest of a zip: its records are described as the serializer writes them, the config by its own schema.</summary>
internal sealed class ManifestShape : Shape<Manifest>
{
    private const string Name = "manifest";

    public override JsonNode? Write(Manifest value) => value.ToJson();

    public override JsonObject Schema(SchemaParts parts)
    {
        // The serializer refers to what it has described before by the path from its root, which here is not the document's.
        var figures = FiguresJson.Shape.Schema(parts);
        return parts.Refer(Name, () => ManifestJson.Schema($"#/$defs/{Name}", figures));
    }
}

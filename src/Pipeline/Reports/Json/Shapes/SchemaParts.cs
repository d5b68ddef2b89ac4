using System.Text.Json.Nodes;

namespace Pipeline.Reports.Json.Shapes;

/// <summary>The schemas of the objects in a document, each once, by name.</summary>
internal sealed class SchemaParts
{
    private readonly Dictionary<string, JsonObject> schemas = new(StringComparer.Ordinal);

    /// <summary>Refers to an object, which is described the first time.</summary>
    /// <param name="name">Its name in the document; one name is one shape.</param>
    /// <param name="describe">Its schema.</param>
    public JsonObject Refer(string name, Func<JsonObject> describe)
    {
        if (!schemas.ContainsKey(name))
        {
            // Known before it is described: an object may hold others of its own kind.
            schemas[name] = [];
            schemas[name] = describe();
        }
        return new() { ["$ref"] = $"#/$defs/{name}" };
    }

    /// <summary>All of them, as a schema holds them.</summary>
    public JsonObject ToJson() => new(schemas
        .OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => KeyValuePair.Create(part.Key, (JsonNode?)part.Value)));
}

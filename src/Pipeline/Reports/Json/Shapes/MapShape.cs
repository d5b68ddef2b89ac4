using System.Text.Json.Nodes;

namespace Pipeline.Reports.Json.Shapes;

/// <summary>An object whose members are named by the data, such as columns.</summary>
internal sealed class MapShape<T>(Shape<T> item) : Shape<IEnumerable<KeyValuePair<string, T>>>
{
    public override JsonNode? Write(IEnumerable<KeyValuePair<string, T>> value) =>
        new JsonObject(value.Select(pair => KeyValuePair.Create(pair.Key, item.Write(pair.Value))));

    public override JsonObject Schema(SchemaParts parts) => new() { ["type"] = "object", ["additionalProperties"] = item.Schema(parts) };
}

using System.Text.Json.Nodes;

namespace Pipeline.Reports.Json.Shapes;

/// <summary>A list.</summary>
internal sealed class ListShape<T>(Shape<T> item) : Shape<IEnumerable<T>>
{
    public override JsonNode? Write(IEnumerable<T> value) => new JsonArray([.. value.Select(item.Write)]);

    public override JsonObject Schema(SchemaParts parts) => new() { ["type"] = "array", ["items"] = item.Schema(parts) };
}

using System.Text.Json.Nodes;

namespace Pipeline.Reports.Json.Shapes;

/// <summary>A value that holds no object.</summary>
/// <param name="write">Writes it.</param>
/// <param name="schema">Its schema.</param>
internal sealed class LeafShape<T>(Func<T, JsonNode?> write, Func<JsonObject> schema) : Shape<T>
{
    public override JsonNode? Write(T value) => write(value);

    public override JsonObject Schema(SchemaParts parts) => schema();
}

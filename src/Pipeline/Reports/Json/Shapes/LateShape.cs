using System.Text.Json.Nodes;

namespace Pipeline.Reports.Json.Shapes;

/// <summary>A shape that is looked up when it is used: that of an object which may hold others of its own kind.</summary>
internal sealed class LateShape<T>(Func<Shape<T>> shape) : Shape<T>
{
    public override JsonNode? Write(T value) => shape().Write(value);

    public override JsonObject Schema(SchemaParts parts) => shape().Schema(parts);
}

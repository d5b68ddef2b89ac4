using System.Text.Json.Nodes;

namespace Pipeline.Reports.Json.Shapes;

/// <summary>A value, or null where there is none.</summary>
internal sealed class NullableShape<T>(Shape<T> shape) : Shape<T?>
    where T : class
{
    public override JsonNode? Write(T? value) => value is null ? null : shape.Write(value);

    public override JsonObject Schema(SchemaParts parts) => OrNull(shape.Schema(parts));

    /// <summary>A schema that takes null too.</summary>
    internal static JsonObject OrNull(JsonObject schema)
    {
        if (schema["type"] is not JsonValue type || schema.ContainsKey("enum"))
            return new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        schema["type"] = new JsonArray(type.DeepClone(), "null");
        return schema;
    }
}

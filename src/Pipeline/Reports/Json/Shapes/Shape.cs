using System.Text.Json.Nodes;

namespace Pipeline.Reports.Json.Shapes;

/// <summary>
/// How a value of one type stands in a JSON document. What writes it and the schema that describes it ask the same shape, so that a
/// member cannot be written and not described, nor the other way round.
/// </summary>
/// <typeparam name="T">The type.</typeparam>
internal abstract class Shape<T>
{
    /// <summary>The value as it is written.</summary>
    public abstract JsonNode? Write(T value);

    /// <summary>Its JSON Schema (draft 2020-12).</summary>
    /// <param name="parts">Takes the schemas of objects, which are referred to by their names.</param>
    public abstract JsonObject Schema(SchemaParts parts);
}

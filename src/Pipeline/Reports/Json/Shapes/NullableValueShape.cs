using System.Text.Json.Nodes;

namespace Pipeline.Reports.Json.Shapes;

/// <summary>A number or a truth, or null where there is none: undefined is never 0.</summary>
internal sealed class NullableValueShape<T>(Shape<T> shape) : Shape<T?>
    where T : struct
{
    public override JsonNode? Write(T? value) => value is { } number ? shape.Write(number) : null;

    public override JsonObject Schema(SchemaParts parts) => NullableShape<object>.OrNull(shape.Schema(parts));
}

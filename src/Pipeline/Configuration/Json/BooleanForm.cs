using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Configuration.Json;

/// <summary>true or false.</summary>
internal sealed class BooleanForm : Form
{
    public override string Expected => "true or false";

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        if (node?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            return Refuse(node, path, reading, out value);
        value = node.GetValue<bool>();
        return true;
    }

    public override JsonNode? Write(object value) => JsonValue.Create((bool)value);

    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}

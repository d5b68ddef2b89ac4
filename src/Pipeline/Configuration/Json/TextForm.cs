using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Configuration.Json;

/// <summary>A text, not empty unless that means something.</summary>
internal sealed class TextForm(bool mayBeEmpty = false) : Form
{
    public override string Expected => mayBeEmpty ? "a text" : "a text that is not empty";

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        // On a command line 1 may well mean the text "1": nobody quotes twice.
        value = node?.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when reading.IsOverridden(path) => node.ToJsonString(),
            _ => null,
        };
        return (value is string text && (mayBeEmpty || text.Length > 0)) || Refuse(node, path, reading, out value);
    }

    public override JsonNode? Write(object value) => JsonValue.Create((string)value);

    public override JsonObject Schema() => mayBeEmpty ? new() { ["type"] = "string" } : new() { ["type"] = "string", ["minLength"] = 1 };
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Configuration.Json;

/// <summary>One of a few characters.</summary>
internal sealed class MarkForm(IReadOnlyList<char> marks) : Form
{
    public override string Expected => $"one of {string.Join(" ", marks.Select(mark => $"\"{mark}\""))}";

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        if (node?.GetValueKind() != JsonValueKind.String || node.GetValue<string>() is not [var mark] || !marks.Contains(mark))
            return Refuse(node, path, reading, out value);
        value = mark;
        return true;
    }

    public override JsonNode? Write(object value) => JsonValue.Create(((char)value).ToString());

    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. marks.Select(mark => JsonValue.Create(mark.ToString()))]) };
}

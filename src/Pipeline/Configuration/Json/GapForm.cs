using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Records;

namespace Pipeline.Configuration.Json;

/// <summary>A length of time: a number above 0, or a text of a number and a unit.</summary>
internal sealed class GapForm : Form
{
    public override string Expected => "a length of time above 0, such as \"7d\", \"12h\", \"30m\" or \"45s\", or a number in the unit of the column";

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        var text = node?.GetValueKind() switch
        {
            JsonValueKind.Number => node.ToJsonString(),
            JsonValueKind.String => node.GetValue<string>(),
            _ => null,
        };
        value = text is null ? null : SplitGap.Parse(text);
        return value is not null || Refuse(node, path, reading, out value);
    }

    public override JsonNode? Write(object value) =>
        value is SplitGap { Unit: null } gap ? JsonValue.Create(gap.Size) : JsonValue.Create(value.ToString());

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0 },
            new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+([.][0-9]+)?[dhms]?$" }),
    };
}

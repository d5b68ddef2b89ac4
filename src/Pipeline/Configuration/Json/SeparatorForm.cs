using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Records;

namespace Pipeline.Configuration.Json;

/// <summary>A field separator: one ASCII character that is not used by CSV itself.</summary>
internal sealed class SeparatorForm : Form
{
    public override string Expected => "one ASCII character other than the quote, NUL and the line ends, such as \",\", \";\" or \"\\t\"";

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        if (node?.GetValueKind() != JsonValueKind.String || FieldSeparator.Parse(node.GetValue<string>()) is not { } separator)
            return Refuse(node, path, reading, out value);
        value = separator;
        return true;
    }

    public override JsonNode? Write(object value) => JsonValue.Create(((char)value).ToString());

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = "^[\\u0001-\\t\\u000B\\u000C\\u000E-!#-\\u007F]$" };
}

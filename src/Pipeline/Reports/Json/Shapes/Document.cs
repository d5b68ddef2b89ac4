using System.Text.Json.Nodes;

namespace Pipeline.Reports.Json.Shapes;

/// <summary>A kind of JSON document: an object whose first member is the number of its format.</summary>
/// <param name="name">What it is called: the command, or the file.</param>
/// <param name="format">Goes up when a member goes away or means something else; a member more leaves it as it is.</param>
/// <param name="root">The members behind the number.</param>
internal sealed class Document<T>(string name, int format, ObjectShape<T> root) : IDocument
{
    private const string FormatMember = "format";

    public string Name => name;

    /// <summary>The number.</summary>
    public int Format => format;

    /// <summary>The document of an outcome.</summary>
    public JsonObject Write(T value)
    {
        var json = new JsonObject { [FormatMember] = format };
        root.WriteTo(json, value);
        return json;
    }

    /// <summary>Whether a document that was read is one of this format.</summary>
    public bool IsFormatOf(JsonNode? json) =>
        (json as JsonObject)?[FormatMember] is JsonValue value && value.TryGetValue(out int found) && found == format;

    public JsonObject Schema()
    {
        var parts = new SchemaParts();
        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = name };
        foreach (var (member, value) in root.Definition(parts))
            schema[member] = value?.DeepClone();
        schema["properties"]!.AsObject().Insert(0, FormatMember, new JsonObject { ["const"] = format, ["description"] = "The number of this format." });
        schema["required"]!.AsArray().Insert(0, FormatMember);
        if (parts.ToJson() is { Count: > 0 } definitions)
            schema["$defs"] = definitions;
        return schema;
    }
}

using System.Text.Json.Nodes;

namespace Pipeline.Configuration.Json;

/// <summary>A member of an object: of a record of the config, or of a trainer's options.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Form">How its value stands in JSON.</param>
/// <param name="Default">Its value where the text leaves it out; null where it then has none.</param>
/// <param name="Set">Sets it on its owner.</param>
internal sealed record Member(string Name, Form Form, object? Default, Action<object, object?> Set)
{
    /// <summary>Reads it from its owner.</summary>
    public Func<object, object?> Get { get; init; } = _ => throw new NotSupportedException();

    /// <summary>Whether the text must give it.</summary>
    public bool Required { get; init; }

    /// <summary>What it is, for schema and reference.</summary>
    public string Description { get; init; } = "";

    /// <summary>With what it belongs; empty where it always does.</summary>
    public string When { get; init; } = "";

    /// <summary>The default in words, where another member decides it; else null.</summary>
    public string? DefaultText { get; init; }

    /// <summary>Whether null may stand in JSON: there is no value, or none that counts.</summary>
    public bool Nullable => !Required && (Default is null || When.Length > 0);

    public JsonObject Schema()
    {
        var schema = Form.Schema();
        if (Nullable)
            schema = OrNull(schema);
        if (Description.Length > 0)
            schema["description"] = When.Length > 0 ? $"{Description} Only {When}." : Description;
        if (!Required && DefaultText is null && (Default is null || Form is not RecordForm))
            schema["default"] = Default is null ? null : Form.Write(Default);
        return schema;
    }

    private static JsonObject OrNull(JsonObject schema)
    {
        if (schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
            return schema;
        }
        if (schema["enum"] is JsonArray values)
        {
            values.Add(null);
            return schema;
        }
        var nothing = new JsonObject { ["type"] = "null" };
        if (schema["anyOf"] is JsonArray forms)
        {
            forms.Add(nothing);
            return schema;
        }
        return new JsonObject { ["anyOf"] = new JsonArray(schema, nothing) };
    }
}

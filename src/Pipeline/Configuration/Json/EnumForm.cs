using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Model;

namespace Pipeline.Configuration.Json;

/// <summary>One of the values of an enum, in camelCase.</summary>
internal sealed class EnumForm(Type type) : Form
{
    private readonly Dictionary<string, object> values = Enum.GetNames(type)
        .ToDictionary(CamelCase.Of, name => Enum.Parse(type, name), StringComparer.Ordinal);

    public override string Expected => $"one of {string.Join(", ", values.Keys)}";

    /// <summary>The value that a text means, by its name here or elsewhere; null where it means none.</summary>
    public string? Meant(string text, INameHints hints) => values.ContainsKey(text) ? text : hints.Meant(text, values.Keys);

    /// <summary>The value as a config writes it.</summary>
    public static string Text(Enum value) => CamelCase.Of(value);

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        var text = node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
        if (text is not null && values.TryGetValue(text, out value))
            return true;
        return Refuse(node, path, reading, out value, text is null ? "" : reading.Hints.Hint(text, values.Keys));
    }

    public override JsonNode? Write(object value) => JsonValue.Create(Text((Enum)value));

    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. values.Keys.Select(name => JsonValue.Create(name))]) };
}

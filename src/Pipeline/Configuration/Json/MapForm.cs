using System.Collections;
using System.Text.Json.Nodes;

namespace Pipeline.Configuration.Json;

/// <summary>An object whose member names are free, such as column names.</summary>
internal sealed class MapForm(Form item, Type itemType) : Form
{
    public Form Item => item;

    public override string Expected => "an object";

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        if (node is not JsonObject map)
            return Refuse(node, path, reading, out value);
        var read = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), itemType))!;
        var sound = true;
        foreach (var (name, itemNode) in map)
        {
            sound &= item.TryRead(itemNode, JsonPath.Member(path, name), reading, out var itemValue);
            read[name] = itemValue;
        }
        value = sound ? read : null;
        return sound;
    }

    public override JsonNode? Write(object value)
    {
        var map = new JsonObject();
        foreach (var name in ((IDictionary)value).Keys.Cast<string>().Order(StringComparer.Ordinal))
            map[name] = item.Write(((IDictionary)value)[name]!);
        return map;
    }

    public override JsonObject Schema() => new() { ["type"] = "object", ["additionalProperties"] = item.Schema() };
}

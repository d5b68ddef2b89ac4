using System.Collections;
using System.Text.Json.Nodes;

namespace Pipeline.Configuration.Json;

/// <summary>A list; where a single item cannot be mistaken for one, it may stand alone.</summary>
/// <param name="item">The form of an item.</param>
/// <param name="itemType">The type of an item.</param>
/// <param name="fewest">How many items there must be.</param>
internal sealed class ListForm(Form item, Type itemType, int fewest = 0) : Form
{
    private readonly bool mayStandAlone = item is TextForm;

    public Form Item => item;

    public override string Expected => (mayStandAlone ? "a text or a list of texts" : "a list") + (fewest > 0 ? ", not empty" : "");

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        if (mayStandAlone && node is JsonValue)
        {
            if (!item.TryRead(node, path, reading, out var only))
            {
                value = null;
                return false;
            }
            value = Array([only]);
            return true;
        }
        if (node is not JsonArray array || array.Count < fewest)
            return Refuse(node, path, reading, out value);

        // Every item is read, so that one pass names every bad one.
        var items = new List<object?>();
        var sound = true;
        for (var i = 0; i < array.Count; i++)
        {
            sound &= item.TryRead(array[i], JsonPath.Item(path, i), reading, out var read);
            items.Add(read);
        }
        value = sound ? Array(items) : null;
        return sound;
    }

    public override JsonNode? Write(object value) =>
        new JsonArray([.. ((IEnumerable)value).Cast<object>().Select(item.Write)]);

    public override JsonObject Schema()
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = item.Schema() };
        if (fewest > 0)
            list["minItems"] = fewest;
        return mayStandAlone ? new JsonObject { ["anyOf"] = new JsonArray(item.Schema(), list) } : list;
    }

    private Array Array(List<object?> items)
    {
        var array = System.Array.CreateInstance(itemType, items.Count);
        ((IList)items).CopyTo(array, 0);
        return array;
    }
}

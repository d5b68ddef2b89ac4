using System.Text.Json.Nodes;

namespace Pipeline.Configuration.Json;

/// <summary>An object whose members are checked later, when it is known what they must be.</summary>
internal sealed class ObjectForm : Form
{
    public override string Expected => "an object";

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        if (node is not JsonObject)
            return Refuse(node, path, reading, out value);
        value = node.DeepClone();
        return true;
    }

    public override JsonNode? Write(object value) => ((JsonObject)value).DeepClone();

    public override JsonObject Schema() => new() { ["type"] = "object" };
}

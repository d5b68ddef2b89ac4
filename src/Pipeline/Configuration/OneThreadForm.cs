using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Forms;

namespace Pipeline.Configuration;

/// <summary>The number 1: threads of a trainer that adds up in the order in which its threads happen to finish.</summary>
internal sealed class OneThreadForm : Form
{
    private readonly NumberForm number = new(typeof(int), NumberRange.Between(1, 1));

    public override string Expected => "1";

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        if (node?.GetValueKind() == JsonValueKind.Number && node.ToJsonString() != Expected)
            return Refuse(node, path, reading, out value, "With more threads this trainer's result depends on their timing or number: it could not be reproduced.");
        return number.TryRead(node, path, reading, out value);
    }

    public override JsonNode? Write(object value) => number.Write(value);

    public override JsonObject Schema() => new() { ["const"] = 1 };
}

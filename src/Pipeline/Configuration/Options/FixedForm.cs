using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;

namespace Pipeline.Configuration.Options;

/// <summary>The one value of an option that is of use here; any other is refused with the reason.</summary>
/// <param name="form">The form of the option.</param>
/// <param name="only">The value.</param>
/// <param name="reason">Why not another one.</param>
internal sealed class FixedForm(Form form, object? only, string reason) : Form
{
    public override string Expected => only is null ? "null" : form.Write(only)!.ToJsonString();

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        if (!form.TryRead(node, path, reading, out value))
            return false;
        return Equals(value, only) || Refuse(node, path, reading, out value, reason);
    }

    public override JsonNode? Write(object value) => form.Write(value);

    public override JsonObject Schema() => new() { ["const"] = only is null ? null : form.Write(only) };
}

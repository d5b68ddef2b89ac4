using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Records;

namespace Pipeline.Configuration.Json;

/// <summary>
/// A choice of columns: "rest", or names and patterns. In a list "rest" is a name like any other. The empty name is left to
/// whoever has the table: a column may have none.
/// </summary>
internal sealed class ColumnSetForm : Form
{
    private const string Rest = "rest";
    private readonly ListForm names = new(new TextForm(mayBeEmpty: true), typeof(string));

    public override string Expected => $"\"{Rest}\", a name or pattern, or a list of names and patterns";

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        if (node?.GetValueKind() == JsonValueKind.String && node.GetValue<string>() == Rest)
        {
            value = ColumnSet.TheRest;
            return true;
        }
        if (node is not (JsonValue or JsonArray))
            return Refuse(node, path, reading, out value);
        if (!names.TryRead(node, path, reading, out value))
            return false;
        value = new ColumnSet(false, (string[])value!);
        return true;
    }

    public override JsonNode? Write(object value)
    {
        var set = (ColumnSet)value;
        return set.Rest ? JsonValue.Create(Rest) : names.Write(set.Patterns);
    }

    public override JsonObject Schema() => names.Schema();
}

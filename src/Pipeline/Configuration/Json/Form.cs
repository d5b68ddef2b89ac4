using System.Text.Json.Nodes;

namespace Pipeline.Configuration.Json;

/// <summary>
/// How a value of one type stands in JSON. Reader, writer, schema and reference all ask the same form, so they cannot disagree.
/// </summary>
internal abstract class Form
{
    /// <summary>What belongs here, in words that follow «expected».</summary>
    public abstract string Expected { get; }

    /// <summary>Reads a value; on failure the problem is noted and false comes back.</summary>
    public abstract bool TryRead(JsonNode? node, string path, Reading reading, out object? value);

    /// <summary>The one way in which the value is written.</summary>
    public abstract JsonNode? Write(object value);

    /// <summary>The JSON Schema of the forms that are read.</summary>
    public abstract JsonObject Schema();

    protected bool Refuse(JsonNode? node, string path, Reading reading, out object? value, string remedy = "")
    {
        reading.Add(path, Reading.Show(node), Expected, remedy);
        value = null;
        return false;
    }
}

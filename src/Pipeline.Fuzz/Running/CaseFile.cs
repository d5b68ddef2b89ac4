using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Fuzz.Running;

/// <summary>A case as one file of JSON: what is text in it stands there as text, what is not in base64, so that no tool changes a line end of it.</summary>
internal static class CaseFile
{
    private static readonly JsonSerializerOptions readable = new() { WriteIndented = true, NewLine = "\n" };
    private static readonly UTF8Encoding strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Writes a case.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="example">The case.</param>
    /// <param name="remarks">What else it says: what was found, and how to repeat it.</param>
    public static void Write(string path, FuzzCase example, params (string Name, string Text)[] remarks)
    {
        var json = new JsonObject();
        foreach (var (name, text) in remarks)
            json[name] = text;
        json["area"] = example.Area;
        json["model"] = example.Model;
        json["rule"] = example.Rule;
        json["arguments"] = new JsonArray([.. example.Arguments.Select(argument => (JsonNode)argument)]);
        json["files"] = new JsonObject(example.Files.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)new JsonObject
        {
            [Text(file.Value) is null ? "base64" : "text"] = Text(file.Value) ?? Convert.ToBase64String(file.Value),
        })));
        File.WriteAllText(path, json.ToJsonString(readable) + "\n");
    }

    /// <summary>Reads a case.</summary>
    public static FuzzCase Read(string path)
    {
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        var arguments = json["arguments"]!.AsArray().Select(argument => (string)argument!).ToList();
        var files = json["files"]!.AsObject().ToDictionary(file => file.Key, file => Content(file.Value!), StringComparer.Ordinal);
        return new FuzzCase((string)json["area"]!, (string)json["model"]!, (string)json["rule"]!, arguments, files);
    }

    private static byte[] Content(JsonNode file) =>
        file["text"] is { } text ? strict.GetBytes((string)text!) : Convert.FromBase64String((string)file["base64"]!);

    private static string? Text(byte[] bytes)
    {
        try
        {
            return strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

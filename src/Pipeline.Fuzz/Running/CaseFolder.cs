using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Fuzz.Running;

/// <summary>A case as a folder: case.json says what it is, the files lie beside it.</summary>
internal static class CaseFolder
{
    private const string Description = "case.json";
    private static readonly JsonSerializerOptions readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Default };

    /// <summary>Writes a case.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="example">The case.</param>
    /// <param name="remarks">What else its description says: what was found, and how to repeat it.</param>
    public static void Write(string folder, FuzzCase example, params (string Name, string Text)[] remarks)
    {
        Directory.CreateDirectory(folder);
        var json = new JsonObject
        {
            ["area"] = example.Area,
            ["model"] = example.Model,
            ["rule"] = example.Rule,
            ["arguments"] = new JsonArray([.. example.Arguments.Select(argument => (JsonNode)argument)]),
        };
        foreach (var (name, text) in remarks)
            json[name] = text;
        File.WriteAllText(Path.Combine(folder, Description), json.ToJsonString(readable) + "\n", new UTF8Encoding(false));
        foreach (var (name, content) in example.Files)
            File.WriteAllBytes(Path.Combine(folder, name), content);
    }

    /// <summary>Reads a case.</summary>
    public static FuzzCase Read(string folder)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, Description)))!;
        var files = Directory.GetFiles(folder).Where(path => Path.GetFileName(path) != Description)
            .ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes, StringComparer.Ordinal);
        return new FuzzCase((string)json["area"]!, (string)json["model"]!, (string)json["rule"]!, [.. json["arguments"]!.AsArray().Select(argument => (string)argument!)], files);
    }
}

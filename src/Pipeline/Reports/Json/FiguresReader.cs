using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Reports.Json;

/// <summary>
/// Takes JSON values as the kinds that a report has. What is wrong is noted and reading goes on with an empty value, so
/// that one pass tells all.
/// </summary>
internal sealed class FiguresReader(string where)
{
    private readonly List<Problem> problems = [];

    public JsonObject Object(JsonNode? json, string path) => json as JsonObject ?? Wrong(json, path, "an object", new JsonObject());

    public JsonArray Array(JsonNode? json, string path, int? length = null) =>
        json is JsonArray array && (length is null || array.Count == length)
            ? array
            : Wrong(json, path, length is null ? "an array" : string.Create(CultureInfo.InvariantCulture, $"an array of {length}"), new JsonArray());

    public string Text(JsonNode? json, string path) =>
        json is JsonValue value && value.TryGetValue(out string? text) ? text : Wrong(json, path, "a string", "");

    public double Number(JsonNode? json, string path) => IsNumber(json, out var number) ? number : Wrong(json, path, "a number", 0.0);

    public double? NumberOrNull(JsonNode? json, string path) =>
        json is null ? null : IsNumber(json, out var number) ? number : Wrong<double?>(json, path, "a number or null", null);

    public TaskKind Task(JsonNode? json, string path)
    {
        var known = Enum.GetValues<TaskKind>();
        foreach (var task in known)
        {
            if (json is JsonValue value && value.TryGetValue(out string? name) && name == EnumForm.Text(task))
                return task;
        }
        return Wrong(json, path, string.Join(" or ", known.Select(task => $"\"{EnumForm.Text(task)}\"")), TaskKind.Binary);
    }

    public void ThrowIfWrong()
    {
        if (problems.Count > 0)
            throw new ArtifactException(problems);
    }

    private static bool IsNumber(JsonNode? json, out double number)
    {
        // A number is held as what it was made from: text if it was parsed, long or double if it was written just now.
        number = 0;
        return json is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }

    private T Wrong<T>(JsonNode? json, string path, string expected, T empty)
    {
        var found = json?.GetValueKind() switch
        {
            null => "nothing",
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => string.Create(CultureInfo.InvariantCulture, $"an array of {json.AsArray().Count}"),
            _ => json.ToJsonString(),
        };
        problems.Add(new Problem($"{where}: {path}", found, expected, "Take a metrics file or a zip as this program wrote it."));
        return empty;
    }
}

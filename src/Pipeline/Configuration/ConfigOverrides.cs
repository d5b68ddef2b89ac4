using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Configuration.Json;

namespace Pipeline.Configuration;

/// <summary>
/// Overrides of the form PATH=VALUE, laid over the tree before it is read, so that they are checked like the file. A path is
/// <c>data.train</c>, <c>gates.metrics[0].minimum</c> or <c>impute.columns["a.b"].numeric</c>.
/// </summary>
internal static partial class ConfigOverrides
{
    private const string Expected = "PATH=VALUE, such as data.train=x.csv or, quoted for the shell, 'gates.metrics[0].minimum=0.9'";

    public static void Apply(JsonObject root, IEnumerable<string> overrides, Reading reading)
    {
        foreach (var text in overrides)
        {
            if (Whole().Match(text) is { Success: true } match)
                Apply(root, [.. match.Groups["step"].Captures.Select(capture => Step(capture.Value))], match.Groups["value"].Value, reading);
            else
                reading.AddOverride(text, Expected);
        }
    }

    private static void Apply(JsonObject root, List<object> steps, string value, Reading reading)
    {
        JsonNode container = root;
        var path = JsonPath.Root;
        for (var i = 0; i < steps.Count; i++)
        {
            var containerPath = path;
            path = steps[i] is int index ? JsonPath.Item(path, index) : JsonPath.Member(path, (string)steps[i]);
            var last = i == steps.Count - 1;
            if (last)
            {
                reading.Override(path);
                if (container is JsonObject owner && steps[i] is string name && owner[name] is { } before)
                    reading.Replace(path, before.DeepClone());
            }
            var next = last ? ConfigText.ParseValue(value, path, reading) : steps[i + 1] is int ? new JsonArray() : (JsonNode)new JsonObject();
            if (!TryStep(container, steps[i], next, last, out container!))
            {
                reading.Override(path);
                var wanted = steps[i] is int ? "a list that is long enough" : "an object";
                reading.Add(path, $"{Reading.Show(Lookup(root, steps.Take(i)))} at {containerPath}", wanted, "Override the whole member instead.");
                return;
            }
            if (!last && ReferenceEquals(container, next))
                reading.Create(path);
        }
    }

    /// <summary>Goes one step down; what is not there yet is created, and at the last step what is there is replaced.</summary>
    private static bool TryStep(JsonNode container, object step, JsonNode? next, bool replace, out JsonNode? inner)
    {
        inner = next;
        switch (container, step)
        {
            case (JsonObject json, string name):
                if (!replace && json[name] is { } member)
                    inner = member;
                else
                    json[name] = next;
                return true;

            case (JsonArray list, int index) when index == list.Count:
                list.Add(next);
                return true;

            case (JsonArray list, int index) when index < list.Count:
                if (!replace && list[index] is { } item)
                    inner = item;
                else
                    list[index] = next;
                return true;

            default:
                return false;
        }
    }

    private static JsonNode? Lookup(JsonNode? node, IEnumerable<object> steps) =>
        steps.Aggregate(node, (inner, step) => step is int index ? inner?[index] : inner?[(string)step]);

    private static object Step(string text) => text switch
    {
        ['[', '"', .. var name, '"', ']'] => name,
        ['[', .. var index, ']'] => int.Parse(index, CultureInfo.InvariantCulture),
        ['.', .. var name] => name,
        _ => text,
    };

    [GeneratedRegex(
        """^(?:\$\.)?(?<step>[^.\[\]="]+)(?:(?<step>\.[^.\[\]="]+|\[\d{1,6}\]|\["[^"]+"\]))*=(?<value>.*)$""",
        RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}

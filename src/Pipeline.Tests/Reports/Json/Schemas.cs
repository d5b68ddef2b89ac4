using System.Reflection;
using System.Text.Json;
using Json.Schema;
using Pipeline.Reports.Json.Shapes;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Reports.Json;

/// <summary>The documents that the program can write, and their schemas as they lie in docs/json.</summary>
internal static class Schemas
{
    private static readonly Dictionary<string, JsonSchema> read = new(StringComparer.Ordinal);

    /// <summary>Every document of the program, by name.</summary>
    public static IReadOnlyList<IDocument> Documents { get; } =
    [
        .. typeof(IDocument).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(property => property.PropertyType.IsAssignableTo(typeof(IDocument)))
            .Select(property => (IDocument)property.GetValue(null)!)
            .OrderBy(document => document.Name, StringComparer.Ordinal),
    ];

    /// <summary>Where the schema of a document lies.</summary>
    public static string PathOf(string name) => $"docs/json/{name}.schema.json";

    /// <summary>What a schema has against a document, one line each; none where it is valid.</summary>
    public static IReadOnlyList<string> Against(string name, string json)
    {
        if (!read.TryGetValue(name, out var schema))
            read[name] = schema = JsonSchema.FromText(Repository.Read(PathOf(name)));
        using var document = JsonDocument.Parse(json);
        var found = schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return found.IsValid ? [] : [.. Lines(found), "not valid"];
    }

    private static IEnumerable<string> Lines(EvaluationResults results) =>
        (results.Details ?? []).Prepend(results).Where(one => one.Errors is not null)
            .SelectMany(one => one.Errors!.Select(error => $"{one.InstanceLocation}: {error.Key} {error.Value}"));
}

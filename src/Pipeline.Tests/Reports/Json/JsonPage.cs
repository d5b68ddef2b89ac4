using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Tests.Cli;
using Pipeline.Tests.Commands;

namespace Pipeline.Tests.Reports.Json;

/// <summary>Makes the parts of docs/json.md that come from the program: tables of members from the schemas, pieces of output by runs.</summary>
internal static partial class JsonPage
{
    private const string Manifest = "manifest";

    /// <summary>The page with every generated part made anew.</summary>
    public static string Regenerate(string page)
    {
        using var here = new WorkingDirectory(Demo.Root);
        page = Members().Replace(page, match => $"<!-- members of {match.Groups[1].Value} -->\n{Table(Schema(match.Groups[1].Value))}<!-- /members -->");
        page = Output().Replace(page, match =>
            $"<!-- output of {match.Groups[1].Value}, {match.Groups[2].Value} lines -->\n{Piece(match.Groups[1].Value, int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))}<!-- /output -->");
        return Parts().Replace(page, _ => $"<!-- parts -->\n{AllParts()}<!-- /parts -->");
    }

    private static JsonObject Schema(string name) => Schemas.Documents.Single(document => document.Name == name).Schema();

    private static string AllParts()
    {
        var parts = Schemas.Documents.SelectMany(document => document.Schema()["$defs"]?.AsObject() ?? [])
            .Where(part => part.Key != Manifest).DistinctBy(part => part.Key).OrderBy(part => part.Key, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var (name, schema) in parts)
            text.Append("### ").Append(name).Append("\n\n").Append(Table(schema!.AsObject())).Append('\n');
        return text.ToString();
    }

    private static string Table(JsonObject schema)
    {
        var text = new StringBuilder($"{schema["description"]}\n\n| member | value | meaning |\n|---|---|---|\n");
        var required = schema["required"]!.AsArray().Select(name => (string)name!).ToHashSet();
        foreach (var (name, member) in schema["properties"]!.AsObject())
        {
            var presence = required.Contains(name) ? "" : "; may be left out";
            text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Value(member!.AsObject())}{presence} | {member["description"]} |\n");
        }
        return text.ToString();
    }

    private static string Value(JsonObject schema) => schema switch
    {
        _ when schema["$ref"] is { } reference => Link(((string)reference!).Split('/')[^1]),
        _ when schema["const"] is { } value => value.ToJsonString(),
        _ when schema["enum"] is JsonArray words => string.Join(", ", words.Select(word => $"`{word}`")),
        _ when schema["anyOf"] is JsonArray forms => string.Join(" or ", forms.Select(form => Value(form!.AsObject()))),
        _ when schema["prefixItems"] is JsonArray items => $"[{string.Join(", ", items.Select(item => Value(item!.AsObject())))}]",
        _ when schema["type"] is JsonArray types => string.Join(" or ", types.Select(type => Word((string)type!, schema))),
        _ when schema["type"] is { } type => Word((string)type!, schema),
        _ => "anything",
    };

    private static string Word(string type, JsonObject schema) => type switch
    {
        "array" => $"list of {Value(schema["items"]!.AsObject())}",
        "object" => $"by name: {Value(schema["additionalProperties"]!.AsObject())}",
        "string" when schema["pattern"] is not null => "digest",
        "string" => "text",
        "integer" => "whole number",
        "boolean" => "true or false",
        _ => type,
    };

    private static string Link(string part) => part == Manifest ? part : $"[{part}](#{part.ToLowerInvariant()})";

    private static string Piece(string command, int most)
    {
        foreach (var zip in (string[])["concrete", "churn"])
            Demo.Trained(zip);
        var lines = Digest().Replace(Support.Program.Run([.. command.Split(' '), "--json"]).Out, "\"…\"").TrimEnd().Split('\n');
        IEnumerable<string> shown = lines.Length <= most ? lines : [.. lines.Take(most), "  …"];
        return $"```console\n$ ./run.sh {command} --json\n{string.Join('\n', shown)}\n```\n";
    }

    [GeneratedRegex(@"<!-- members of ([\w-]+) -->\n.*?<!-- /members -->", RegexOptions.Singleline)]
    private static partial Regex Members();

    [GeneratedRegex(@"<!-- output of ([^\n]+), (\d+) lines -->\n.*?<!-- /output -->", RegexOptions.Singleline)]
    private static partial Regex Output();

    [GeneratedRegex(@"<!-- parts -->\n.*?<!-- /parts -->", RegexOptions.Singleline)]
    private static partial Regex Parts();

    [GeneratedRegex("\"[0-9a-f]{64}\"")]
    private static partial Regex Digest();
}

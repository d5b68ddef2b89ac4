using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pipeline.Tests.Configuration.Reference;

/// <summary>
/// As much of JSON Schema 2020-12 as the generated schema uses; a keyword that it does not know is an error, so that nothing
/// passes unchecked.
/// </summary>
internal sealed class SchemaValidator(JsonObject schema)
{
    public IReadOnlyList<string> Errors(JsonNode? value) => [.. Errors(value, schema, "$")];

    private IEnumerable<string> Errors(JsonNode? value, JsonObject rules, string path) =>
        rules.SelectMany(rule => Errors(value, rule.Key, rule.Value, rules, path));

    private IEnumerable<string> Errors(JsonNode? value, string keyword, JsonNode? rule, JsonObject rules, string path)
    {
        switch (keyword)
        {
            case "$schema" or "title" or "description" or "default" or "$defs" or "then":
                return [];
            case "$ref":
                return Errors(value, schema["$defs"]![((string)rule!)["#/$defs/".Length..]]!.AsObject(), path);
            case "type":
                var types = rule is JsonArray list ? list.Select(type => (string)type!) : [(string)rule!];
                return types.Any(type => Is(value, type)) ? [] : [$"{path}: not of type {rule!.ToJsonString()}"];
            case "enum":
                return rule!.AsArray().Any(choice => JsonNode.DeepEquals(choice, value)) ? [] : [$"{path}: none of {rule.ToJsonString()}"];
            case "const":
                return JsonNode.DeepEquals(rule, value) ? [] : [$"{path}: not {rule!.ToJsonString()}"];
            case "anyOf":
                return rule!.AsArray().Any(choice => !Errors(value, choice!.AsObject(), path).Any()) ? [] : [$"{path}: fits no form"];
            case "allOf":
                return rule!.AsArray().SelectMany(part => Errors(value, part!.AsObject(), path));
            case "if":
                return Errors(value, rule!.AsObject(), path).Any() ? [] : Errors(value, rules["then"]!.AsObject(), path);
            case "properties":
                return value is not JsonObject known ? [] : known.Where(member => rule!.AsObject().ContainsKey(member.Key))
                    .SelectMany(member => Errors(member.Value, rule![member.Key]!.AsObject(), $"{path}.{member.Key}"));
            case "additionalProperties" when value is JsonObject json:
                var others = json.Where(member => rules["properties"]?.AsObject().ContainsKey(member.Key) != true);
                return rule is JsonObject each
                    ? others.SelectMany(member => Errors(member.Value, each, $"{path}.{member.Key}"))
                    : others.Select(member => $"{path}: unknown member {member.Key}");
            case "required":
                return value is not JsonObject owner
                    ? []
                    : rule!.AsArray().Where(name => !owner.ContainsKey((string)name!)).Select(name => $"{path}: no {name}");
            case "items":
                return value is not JsonArray items ? [] : items.SelectMany((item, i) => Errors(item, rule!.AsObject(), $"{path}[{i}]"));
            case "minItems":
                return value is JsonArray few && few.Count < (int)rule! ? [$"{path}: too few"] : [];
            case "minLength":
                return Is(value, "string") && ((string)value!).Length < (int)rule! ? [$"{path}: too short"] : [];
            case "pattern":
                return Is(value, "string") && !Regex.IsMatch((string)value!, (string)rule!) ? [$"{path}: does not match"] : [];
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum":
                return !Is(value, "number") || Within(Number(value), Number(rule), keyword) ? [] : [$"{path}: out of range"];
            case "additionalProperties":
                return [];
            default:
                return [$"the validator does not know '{keyword}'"];
        }
    }

    private static bool Within(double value, double limit, string keyword) => keyword switch
    {
        "minimum" => value >= limit,
        "maximum" => value <= limit,
        "exclusiveMinimum" => value > limit,
        _ => value < limit,
    };

    private static double Number(JsonNode? node) => JsonSerializer.Deserialize<double>(node!.ToJsonString());

    private static bool Is(JsonNode? value, string type) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && Number(value) == Math.Floor(Number(value)),
        _ => throw new NotSupportedException(type),
    };
}

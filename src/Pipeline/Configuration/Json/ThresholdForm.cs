using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;

namespace Pipeline.Configuration.Json;

/// <summary>The rule for the threshold: a number, "f1", "youden", {"precision": p} or {"recall": r}.</summary>
internal sealed class ThresholdForm : Form
{
    private static readonly ThresholdKind[] named = [ThresholdKind.F1, ThresholdKind.Youden];
    private static readonly ThresholdKind[] stated = [ThresholdKind.Precision, ThresholdKind.Recall];
    private readonly NumberForm probability = new(typeof(double), NumberRange.Between(0, 1));
    private readonly NumberForm share = new(typeof(double), NumberRange.AboveUpTo(0, 1));

    public override string Expected => "a number from 0 to 1, \"f1\", \"youden\", {\"precision\": p} or {\"recall\": r}";

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        switch (node?.GetValueKind())
        {
            case JsonValueKind.Number:
                if (!probability.TryRead(node, path, reading, out value))
                    return false;
                value = new ThresholdRule(ThresholdKind.Fixed, (double)value!);
                return true;

            case JsonValueKind.String:
                var text = node.GetValue<string>();
                foreach (var kind in named.Where(kind => EnumForm.Text(kind) == text))
                {
                    value = new ThresholdRule(kind, 0);
                    return true;
                }
                return Refuse(node, path, reading, out value, reading.Hints.Hint(text, named.Select(kind => EnumForm.Text(kind))));

            case JsonValueKind.Object when node.AsObject() is { Count: 1 } rule:
                var (name, number) = rule.First();
                foreach (var kind in stated.Where(kind => EnumForm.Text(kind) == name))
                {
                    if (!share.TryRead(number, JsonPath.Member(path, name), reading, out value))
                        return false;
                    value = new ThresholdRule(kind, (double)value!);
                    return true;
                }
                reading.Add(
                    JsonPath.Member(path, name), $"unknown member {DataText.Quote(name)}", "precision or recall",
                    reading.Hints.Hint(name, stated.Select(kind => EnumForm.Text(kind))));
                value = null;
                return false;

            default:
                return Refuse(node, path, reading, out value);
        }
    }

    public override JsonNode? Write(object value)
    {
        var rule = (ThresholdRule)value;
        if (rule.Kind == ThresholdKind.Fixed)
            return JsonValue.Create(rule.Value);
        var name = EnumForm.Text(rule.Kind);
        return stated.Contains(rule.Kind) ? new JsonObject { [name] = rule.Value } : JsonValue.Create(name);
    }

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
        [
            probability.Schema(),
            new JsonObject { ["enum"] = new JsonArray([.. named.Select(kind => JsonValue.Create(EnumForm.Text(kind)))]) },
            .. stated.Select(kind => new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { [EnumForm.Text(kind)] = share.Schema() },
                ["required"] = new JsonArray(EnumForm.Text(kind)),
                ["additionalProperties"] = false,
            }),
        ]),
    };
}

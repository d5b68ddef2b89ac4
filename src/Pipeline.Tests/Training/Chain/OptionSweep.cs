using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;

namespace Pipeline.Tests.Training.Chain;

/// <summary>Every option of every trainer with values that are not its default.</summary>
internal static class OptionSweep
{
    private static readonly double[] ends = [-1, 0, 1e-30, 1, 1e4, 2_000_000_000, 1e30];

    /// <summary>The options of a trainer that a config can set to something else than their default, those of their types too (booster.goss.topRate).</summary>
    public static IEnumerable<(string Option, IReadOnlyList<JsonObject> Values)> Of(TrainerEntry trainer)
    {
        foreach (var member in OptionMembers.Of(trainer))
        {
            if (member.Form is not VariantForm variants)
            {
                var others = Others(member);
                if (others.Count > 0)
                    yield return (member.Name, [.. others.Select(value => new JsonObject { [member.Name] = value.DeepClone() })]);
                continue;
            }
            foreach (var variant in variants.Variants)
            {
                if (variant != variants.Variants[0])
                    yield return ($"{member.Name}.{variant.Type}", [new JsonObject { [member.Name] = variant.Type }]);
                foreach (var inner in variant.Members.Where(inner => Others(inner).Count > 0))
                {
                    JsonObject Of(JsonNode value) => new() { [member.Name] = new JsonObject { ["type"] = variant.Type, [inner.Name] = value.DeepClone() } };
                    yield return ($"{member.Name}.{variant.Type}.{inner.Name}", [.. Others(inner).Select(Of)]);
                }
            }
        }
    }

    /// <summary>The numbers among the options of a trainer, each at the ends of its range and far out, as far as the form takes them.</summary>
    public static IEnumerable<JsonObject> Ends(TrainerEntry trainer)
    {
        foreach (var member in OptionMembers.Of(trainer))
        {
            if (member.Form is not VariantForm variants)
            {
                foreach (var value in Accepted(member, ends))
                    yield return new JsonObject { [member.Name] = value };
                continue;
            }
            foreach (var variant in variants.Variants)
            {
                foreach (var inner in variant.Members)
                {
                    foreach (var value in Accepted(inner, ends))
                        yield return new JsonObject { [member.Name] = new JsonObject { ["type"] = variant.Type, [inner.Name] = value } };
                }
            }
        }
    }

    private static IEnumerable<JsonNode> Accepted(Member member, IEnumerable<double> values) => member.Form is not NumberForm ? []
        : values.Select(value => (JsonNode)JsonValue.Create(value))
            .Where(value => member.Form.TryRead(value, "", new Reading("", ConfigHints.Instance), out _));

    /// <summary>Values of a member that are not its default.</summary>
    private static List<JsonNode> Others(Member member)
    {
        var fallback = member.Default is null ? null : member.Form.Write(member.Default);
        return [.. Candidates(member, fallback).Where(value => value is not null && value.ToJsonString() != fallback?.ToJsonString()
            && member.Form.TryRead(value, "", new Reading("", ConfigHints.Instance), out _)).Select(value => value!)];
    }

    private static IEnumerable<JsonNode?> Candidates(Member member, JsonNode? fallback)
    {
        if (member.Form is FixedForm)
            return [];
        if (member.Form.Schema()["enum"] is JsonArray values)
            return values;
        if (member.Form is BooleanForm)
            return [true, false];
        var number = fallback?.GetValueKind() == JsonValueKind.Number ? double.Parse(fallback.ToJsonString(), CultureInfo.InvariantCulture) : 0;
        double[] numbers = number == 0 ? [0.5, 0.01, 3, 1, 100] : [number * 2, number / 2, 1, 3, number / 100_000, 50];
        return numbers.Select(value => (JsonNode?)JsonValue.Create(value));
    }
}

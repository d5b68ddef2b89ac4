using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;

namespace Pipeline.Configuration.Options;

/// <summary>
/// Options that change the model only beside another option. Off their default without it they are refused: they would be ignored
/// without a word.
/// </summary>
internal static class OptionNeeds
{
    private static readonly Need[] needs =
    [
        new("baggingExampleFraction", "baggingSize", "above 0", value => (double)value > 0),
        new("bias", "categoricalSplit", "true", IsTrue),
        new("bundling", "categoricalSplit", "true", IsTrue),
        new("featureFlocks", "categoricalSplit", "true", IsTrue),
        new("maximumCategoricalGroupCountPerNode", "categoricalSplit", "true", IsTrue),
        new("maximumCategoricalSplitPointCount", "categoricalSplit", "true", IsTrue),
        new("minimumExamplesForCategoricalSplit", "bundling", "aggregateLowPopulation or adjacent", value => (string?)value != "none"),
        new("minimumExampleFractionForCategoricalSplit", "bundling", "aggregateLowPopulation or adjacent", value => (string?)value != "none"),
        new("maximumNumberOfLineSearchSteps", "useLineSearch", "true", IsTrue),
        new("minimumStepSize", "useLineSearch", "true", IsTrue),
        new("lazyUpdate", "averaged", "true", IsTrue),
        new("recencyGain", "averaged", "true", IsTrue),
        new("recencyGainMultiplicative", "recencyGain", "above 0", value => (double)value > 0),
        new("categoricalSmoothing", "useCategoricalSplit", "true", IsTrue),
        new("l2CategoricalRegularization", "useCategoricalSplit", "true", IsTrue),
        new("maximumCategoricalSplitPointCount", "useCategoricalSplit", "true", IsTrue),
        new("minimumExampleCountPerGroup", "useCategoricalSplit", "true", IsTrue),
        new("sigmoid", "useSoftmax", "false", value => !IsTrue(value)),
        new("subsampleFraction", "subsampleFrequency", "above 0", value => (double)value > 0),
        new("subsampleFrequency", "subsampleFraction", "below 1", value => (double)value < 1),
    ];

    /// <summary>Checks the options of one object; those of a type of an option, such as a booster, come on their own.</summary>
    /// <param name="members">The options that there are.</param>
    /// <param name="options">All of them, each sound alone.</param>
    /// <param name="path">Where they stand.</param>
    /// <param name="reading">Takes the problems.</param>
    public static void Run(IReadOnlyList<Member> members, JsonObject options, string path, Reading reading)
    {
        foreach (var member in members)
        {
            if (member.Form is VariantForm form && options[member.Name] is JsonObject chosen)
            {
                var variant = form.Variants.First(variant => variant.Type == (string?)chosen[VariantForm.TypeMember]);
                Run(variant.Members, chosen, JsonPath.Member(path, member.Name), reading);
            }
            if (IsDefault(member, options[member.Name]))
                continue;
            foreach (var need in needs.Where(need => need.Option == member.Name))
            {
                if (options[need.Other] is not { } other || need.IsMet(JsonNode.Parse(other.ToJsonString())!))
                    continue;
                reading.Add(
                    JsonPath.Member(path, member.Name), $"'{member.Name}' although {need.Other} is {other.ToJsonString()}",
                    $"it only with {need.Other} {need.Words}",
                    $"Remove '{member.Name}', which would have no effect, or set {need.Other}.");
            }
        }
    }

    private static bool IsDefault(Member member, JsonNode? value) =>
        (member.Default is null ? null : member.Form.Write(member.Default))?.ToJsonString() == value?.ToJsonString();

    private static bool IsTrue(JsonNode value) => (bool)value;

    private sealed record Need(string Option, string Other, string Words, Func<JsonNode, bool> IsMet);
}

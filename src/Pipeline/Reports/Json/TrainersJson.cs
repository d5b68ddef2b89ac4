using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Reference;
using Pipeline.Model;

namespace Pipeline.Reports.Json;

/// <summary>What trainers lists, as a JSON document.</summary>
internal static class TrainersJson
{
    /// <summary>The document.</summary>
    public static JsonObject Of(TrainersOutcome outcome) => new()
    {
        ["trainers"] = new JsonArray([.. outcome.Trainers.Select(facts => Json(facts, outcome.WithOptions))]),
    };

    private static JsonObject Json(TrainerFacts facts, bool withOptions)
    {
        var json = new JsonObject
        {
            ["task"] = facts.Task,
            ["trainer"] = facts.Trainer.Name,
            ["what"] = facts.What,
            ["mlNet"] = facts.Trainer.TrainerType.Name,
            ["calibrated"] = facts.Trainer.Task == TaskKind.Binary ? facts.Trainer.IsCalibrated : null,
            ["weights"] = facts.Trainer.SupportsWeights,
            ["earlyStopping"] = facts.Trainer.IsBoosted,
            ["threads"] = facts.Threads,
            ["compiledTo"] = facts.CompiledTo,
            ["needs"] = new JsonArray([.. facts.Needs.Select(need => JsonValue.Create(need))]),
        };
        if (withOptions)
            json["options"] = Json(facts.Members);
        return json;
    }

    private static JsonArray Json(IReadOnlyList<Member> members) => new([.. members.Select(Json)]);

    private static JsonObject Json(Member member)
    {
        var json = new JsonObject
        {
            ["name"] = member.Name,
            ["value"] = ConfigReference.Value(member.Form),
            ["default"] = member.DefaultText is { } words ? words : member.Default is null ? null : member.Form.Write(member.Default),
        };
        if (member.Form is ChoiceForm form)
        {
            json["types"] = new JsonArray([.. form.Choices.Select(choice => new JsonObject { ["type"] = choice.Type, ["options"] = Json(choice.Members) })]);
        }
        return json;
    }
}

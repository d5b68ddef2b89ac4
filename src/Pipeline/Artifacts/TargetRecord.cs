using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts;

/// <summary>What a model predicts: figures of two models can be compared where this is equal.</summary>
/// <param name="Task">Binary, multiclass or regression, as a config writes it.</param>
/// <param name="Label">The column.</param>
/// <param name="Classes">The classes in order, the positive one of two last; none for a regression.</param>
/// <param name="Weight">The column of weights, or null.</param>
internal sealed record TargetRecord(string Task, string Label, IReadOnlyList<string> Classes, string? Weight)
{
    /// <summary>Of a model.</summary>
    public static TargetRecord Of(ModelSignature signature) => Of(signature.Task, signature.Label, signature.Classes, signature.Weight);

    /// <summary>Of a run.</summary>
    public static TargetRecord Of(TaskKind task, string label, IReadOnlyList<string> classes, string? weight) =>
        new(EnumForm.Text(task), label, classes, weight);

    /// <summary>Reads it from a metrics.json; null where it is something else.</summary>
    public static TargetRecord? FromJson(JsonNode? json)
    {
        try
        {
            return json is JsonObject target && target["classes"] is JsonArray classes && target["task"] is { } task && target["label"] is { } label
                ? new TargetRecord((string)task!, (string)label!, [.. classes.Select(name => (string)name!)], (string?)target["weight"])
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What differs from another: its name, and what it is in this one and in the other.</summary>
    public IEnumerable<(string Name, string One, string Other)> Differences(TargetRecord other)
    {
        if (Task != other.Task)
            yield return ("task", Task, other.Task);
        if (Label != other.Label)
            yield return ("label", DataText.Name(Label), DataText.Name(other.Label));
        if (!Classes.SequenceEqual(other.Classes, StringComparer.Ordinal))
            yield return ("classes", Show(Classes), Show(other.Classes));
        if (Weight != other.Weight)
            yield return ("weight column", Weight is null ? "none" : DataText.Name(Weight), other.Weight is null ? "none" : DataText.Name(other.Weight));
    }

    private static string Show(IReadOnlyList<string> classes) =>
        classes.Count == 0 ? "none" : DataText.List(classes);
}

using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Records;
using Pipeline.Model;

namespace Pipeline.Artifacts;

/// <summary>What of a recorded config is held to signature and chain whenever a zip is opened; null is what it does not say.</summary>
/// <param name="Task">The task, as a config writes it.</param>
/// <param name="Label">The column that is predicted.</param>
/// <param name="Positive">The positive class of a binary task.</param>
/// <param name="Trainer">The trainer.</param>
/// <param name="BinaryTrainer">The trainer of each class of oneVersusAll.</param>
/// <param name="CategoricalFill">How a missing category is filled, as a config writes it.</param>
/// <param name="FilledCategory">The category of the fill by a constant.</param>
internal sealed record ConfigOutline(
    string? Task, string? Label, string? Positive, string? Trainer, string? BinaryTrainer, string? CategoricalFill, string? FilledCategory)
{
    private static readonly string mode = EnumForm.Text(CategoricalImpute.Mode);
    private static readonly string constant = EnumForm.Text(CategoricalImpute.Constant);

    /// <summary>That of a config.</summary>
    public static ConfigOutline Of(RunConfig config) => new(
        EnumForm.Text(config.Task), config.Data.Label.Column, config.Data.Label.Positive, config.Model.Trainer, config.Model.Binary?.Trainer,
        EnumForm.Text(config.Impute.Categorical), config.Impute.Categorical == CategoricalImpute.Constant ? config.Impute.CategoricalValue : null);

    /// <summary>That of a config as a manifest holds it: of what is sound, the same as of the config that is read from it.</summary>
    /// <exception cref="InvalidOperationException">What is to hold the fill is no object, or the fill no text.</exception>
    public static ConfigOutline Read(JsonObject json)
    {
        var (label, model, impute) = (Member(Member(json, "data"), "label"), Member(json, "model"), json["impute"]);
        return new(
            Text(json, "task"), Text(label, "column"), Text(label, "positive"), Text(model, "trainer"), Text(Member(model, "binary"), "trainer"),
            (string?)impute?["categorical"], (string?)impute?["categoricalValue"]);
    }

    /// <summary>Whether the chain fills a missing category of a column: the config says so, and the category that it fills in was there in training.</summary>
    public bool Fills(CategoricalStatistics column) => CategoricalFill == mode
        || (CategoricalFill == constant && (column.Missing > 0 || column.Categories.Any(category => category.Value == FilledCategory)));

    private static JsonNode? Member(JsonNode? json, string name) => (json as JsonObject)?[name];

    private static string? Text(JsonNode? json, string name) => Member(json, name) is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}

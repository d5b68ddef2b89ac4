using System.Text.Json.Nodes;

namespace Pipeline.Configuration.Options;

/// <summary>The options of a trainer, as ML.NET takes them and as a config writes them.</summary>
/// <param name="Instance">What <see cref="TrainerEntry.NewOptions"/> made, with the options set, column names left at ML.NET's;
/// null where there are no options.</param>
/// <param name="Complete">Every option with its value, sorted by name.</param>
internal sealed record BoundOptions(object? Instance, JsonObject Complete);

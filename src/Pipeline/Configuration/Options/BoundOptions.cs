using System.Text.Json.Nodes;

namespace Pipeline.Configuration.Options;

/// <summary>The options of a trainer, as ML.NET takes them and as a config writes them.</summary>
/// <param name="Instance">A fresh object of <see cref="TrainerEntry.OptionsType"/>, column names left at ML.NET's; null where ML.NET has no options.</param>
/// <param name="Complete">Every option with its value, sorted by name.</param>
internal sealed record BoundOptions(object? Instance, JsonObject Complete);

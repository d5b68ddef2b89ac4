using System.Text.Json.Nodes;

namespace Pipeline.Reports.Json.Shapes;

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What it says, with its unit.</param>
/// <param name="Write">Its value, of its owner.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="IsThere">Whether an owner has it; null where each has.</param>
internal sealed record Member<T>(string Name, string Meaning, Func<T, JsonNode?> Write, Func<SchemaParts, JsonObject> Schema, Func<T, bool>? IsThere);

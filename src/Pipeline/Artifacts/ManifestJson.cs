using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pipeline.Model;

namespace Pipeline.Artifacts;

/// <summary>The manifest as canonical JSON: camelCase, members in the order of the records, two spaces, LF.</summary>
internal static class ManifestJson
{
    private static readonly JsonSerializerOptions options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        IgnoreReadOnlyProperties = true,
        Converters =
        {
            new JsonStringEnumConverter<TaskKind>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<NumericType>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<TextEncoding>(JsonNamingPolicy.CamelCase),
        },
        TypeInfoResolver = ManifestContext.Default,
    };

    public static byte[] Write(Manifest manifest) => [.. JsonSerializer.SerializeToUtf8Bytes(manifest, options), (byte)'\n'];

    /// <summary>The JSON Schema of what <see cref="Write"/> writes: every member is there, and no other.</summary>
    /// <param name="place">Where it will stand in a document, as a reference.</param>
    /// <param name="figures">The schema of the figures.</param>
    public static JsonObject Schema(string place, JsonObject figures) => options.GetJsonSchemaAsNode(typeof(Manifest), new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) => Describe(context.PropertyInfo?.Name, context.TypeInfo, schema, place, figures),
    }).AsObject();

    private static JsonNode Describe(string? member, JsonTypeInfo type, JsonNode schema, string place, JsonObject figures)
    {
        if (type.Type == typeof(RecordedConfig))
            return new JsonObject { ["type"] = "object", ["description"] = "The effective config, as configs/pipeline.schema.json has it." };
        if (member == "metrics")
            return figures.DeepClone();
        if (schema is not JsonObject json)
            return schema;
        if (json["$ref"] is JsonValue reference)
            json["$ref"] = place + reference.GetValue<string>()[1..];
        if (json["properties"] is JsonObject properties)
        {
            // A value that is worked out from other members is not written; a list is.
            foreach (var derived in type.Properties.Where(property => property is { Set: null, AssociatedParameter: null, PropertyType.IsValueType: true }))
                properties.Remove(derived.Name);
            json["required"] = new JsonArray([.. properties.Select(property => JsonValue.Create(property.Key))]);
            json["additionalProperties"] = false;
        }
        return json;
    }

    /// <summary>Any manifest that holds what one of this version must hold, in any order; <see cref="ManifestReader"/> is what most need.</summary>
    public static Manifest Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<Manifest>(json, options)!;

    /// <summary>
    /// What any version of this program can read: the format, and for this one's the digests of the entries, SHA-256 in hex by name.
    /// </summary>
    public static (int Format, Func<Dictionary<string, string>> Entries) Outline(ReadOnlyMemory<byte> json)
    {
        var root = JsonElement.Parse(json.Span);
        return (root.GetProperty("format").GetInt32(), Digests);

        Dictionary<string, string> Digests()
        {
            var digests = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var entry in root.GetProperty("entries").EnumerateObject())
                digests[entry.Name] = entry.Value.GetString()!;
            return digests;
        }
    }
}

/// <summary>Made at build time: reflection over the manifest would cost every start a tenth of a second.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestContext : JsonSerializerContext;

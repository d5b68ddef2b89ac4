using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
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

    public static Manifest Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<Manifest>(json, options)!;

    /// <summary>
    /// What any version of this program can read: the format, and for this one's the digests of the entries, SHA-256 in hex by name.
    /// The document is parsed once, and quickly: every start waits for it.
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

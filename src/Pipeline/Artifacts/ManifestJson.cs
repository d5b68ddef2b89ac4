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
        Converters = { new JsonStringEnumConverter<TaskKind>(JsonNamingPolicy.CamelCase), new JsonStringEnumConverter<NumericType>(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = ManifestContext.Default,
    };

    public static byte[] Write(Manifest manifest) => [.. JsonSerializer.SerializeToUtf8Bytes(manifest, options), (byte)'\n'];

    public static Manifest Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<Manifest>(json, options)!;

    /// <summary>The digests of the entries alone, SHA-256 in hex by name.</summary>
    public static Dictionary<string, string> Entries(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in document.RootElement.GetProperty("entries").EnumerateObject())
            digests[entry.Name] = entry.Value.GetString()!;
        return digests;
    }

    /// <summary>The version of the format alone, which any version of this program can read.</summary>
    public static int Format(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("format").GetInt32();
    }
}

/// <summary>Made at build time: reflection over the manifest would cost every start a tenth of a second.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestContext : JsonSerializerContext;

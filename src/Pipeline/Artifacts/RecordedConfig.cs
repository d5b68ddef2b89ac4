using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Pipeline.Configuration;
using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts;

/// <summary>
/// The effective config of a training, every default included, as a manifest holds it. Reading and checking all of it would cost every
/// start more than the rest of the manifest, so what every opening of a zip asks for stands apart, in <see cref="Outline"/>.
/// </summary>
[JsonConverter(typeof(Converter))]
internal sealed class RecordedConfig
{
    private readonly JsonObject json;
    private ConfigOutline? outline;

    private RecordedConfig(JsonObject json) => this.json = json;

    /// <summary>The few members that a zip is held to whenever it is opened.</summary>
    /// <exception cref="InvalidOperationException">A member that holds others is no object.</exception>
    public ConfigOutline Outline => outline ??= ConfigOutline.Read(json);

    /// <summary>Of a run.</summary>
    public static RecordedConfig Of(RunConfig config) => new(ConfigWriter.Write(config));

    /// <summary>As a manifest holds it.</summary>
    internal static RecordedConfig Of(JsonObject json) => new(json);

    /// <summary>All of it, read and checked anew as train reads a config.</summary>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="ConfigException">It is none.</exception>
    public RunConfig Read(string source) => ConfigReader.FromJson(json, source);

    /// <summary>As it stands in the manifest.</summary>
    public JsonObject ToJson() => json.DeepClone().AsObject();

    internal sealed class Converter : JsonConverter<RecordedConfig>
    {
        public override RecordedConfig Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("a config that is no object"));

        public override void Write(Utf8JsonWriter writer, RecordedConfig value, JsonSerializerOptions options) => value.json.WriteTo(writer, options);
    }
}

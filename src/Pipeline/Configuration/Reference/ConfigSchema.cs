using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Model;

namespace Pipeline.Configuration.Reference;

/// <summary>The JSON Schema (draft 2020-12) of a config, made from the records that the reader fills.</summary>
internal static class ConfigSchema
{
    private static readonly JsonSerializerOptions indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text, as configs/pipeline.schema.json has it.</summary>
    public static string Text() => Create().ToJsonString(indented) + "\n";

    public static JsonObject Create()
    {
        var root = RecordForm.Of(typeof(RunConfig));
        var definition = root.Definition();
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Pipeline config",
        };
        foreach (var (name, value) in definition)
            schema[name] = value?.DeepClone();
        schema["properties"]!.AsObject().Insert(0, "$schema", new JsonObject { ["type"] = "string", ["description"] = "This schema, for editors." });
        schema["allOf"] = Rules();

        var definitions = new JsonObject();
        foreach (var record in Records(root).Where(record => record != root))
            definitions[record.Name] = record.Definition();
        foreach (var trainer in TrainerCatalog.All)
            definitions[Name(trainer)] = Options(trainer);
        schema["$defs"] = definitions;
        return schema;
    }

    /// <summary>A record and all that it holds, each once, in the order of reading.</summary>
    internal static IReadOnlyList<RecordForm> Records(RecordForm root)
    {
        var found = new List<RecordForm>();
        Visit(root);
        return found;

        void Visit(Form form)
        {
            switch (form)
            {
                case ListForm list:
                    Visit(list.Item);
                    break;
                case MapForm map:
                    Visit(map.Item);
                    break;
                case RecordForm record when !found.Contains(record):
                    found.Add(record);
                    foreach (var member in record.Members)
                        Visit(member.Form);
                    break;
            }
        }
    }

    private static JsonArray Rules()
    {
        var rules = new JsonArray();
        foreach (var task in Enum.GetValues<TaskKind>())
        {
            var then = At("model", At("trainer", new JsonObject { ["enum"] = Names(task) }));
            if (task == TaskKind.Binary)
                then["properties"]!["data"] = At("label", new JsonObject { ["type"] = "object", ["required"] = new JsonArray("positive") });
            rules.Add(Rule(Given("task", Constant(EnumForm.Text(task))), then));
        }
        foreach (var trainer in TrainerCatalog.All)
        {
            var given = Given("task", Constant(EnumForm.Text(trainer.Task)), "model", Given("trainer", Constant(trainer.Name)));
            var then = At("options", new JsonObject { ["$ref"] = $"#/$defs/{Name(trainer)}" });
            if (trainer.IsOneVersusAll)
                then["required"] = new JsonArray("binary");
            rules.Add(Rule(given, At("model", then)));
        }
        rules.Add(Rule(
            Given("model", Given("trainer", Constant(TrainerCatalog.All.Single(trainer => trainer.IsOneVersusAll).Name))),
            At("model", At("binary", At("trainer", new JsonObject { ["enum"] = Names(TaskKind.Binary) })))));
        foreach (var trainer in TrainerCatalog.For(TaskKind.Binary))
        {
            rules.Add(Rule(
                Given("model", Given("binary", Given("trainer", Constant(trainer.Name)))),
                At("model", At("binary", At("options", new JsonObject { ["$ref"] = $"#/$defs/{Name(trainer)}" })))));
        }
        return rules;
    }

    private static JsonObject Options(TrainerEntry trainer)
    {
        var properties = new JsonObject();
        foreach (var member in OptionMembers.Of(trainer))
            properties[member.Name] = member.Schema();
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = trainer.NewOptions is null ? $"{trainer.Name} has no options." : $"Options of ML.NET's {trainer.TrainerType.Name}.",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }

    private static string Name(TrainerEntry trainer) => $"{EnumForm.Text(trainer.Task)}.{trainer.Name}";

    private static JsonArray Names(TaskKind task) => new([.. TrainerCatalog.For(task).Select(trainer => JsonValue.Create(trainer.Name))]);

    private static JsonObject Rule(JsonObject given, JsonObject then) => new() { ["if"] = given, ["then"] = then };

    private static JsonObject Constant(string text) => new() { ["const"] = text };

    private static JsonObject At(string name, JsonObject schema) => new() { ["properties"] = new JsonObject { [name] = schema } };

    /// <summary>A member that is there and fits; with an object around it that is one.</summary>
    private static JsonObject Given(string name, JsonObject schema) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { [name] = schema },
        ["required"] = new JsonArray(name),
    };

    private static JsonObject Given(string first, JsonObject firstSchema, string second, JsonObject secondSchema)
    {
        var given = Given(first, firstSchema);
        given["properties"]![second] = secondSchema;
        given["required"]!.AsArray().Add(second);
        return given;
    }
}

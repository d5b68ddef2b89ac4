using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using NUnit.Framework;
using Pipeline.Reports.Json.Shapes;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Reports.Json;

[TestFixture]
internal sealed class SchemaTests
{
    private static readonly JsonSerializerOptions indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static IEnumerable<string> Names => Schemas.Documents.Select(document => document.Name);

    [TestCaseSource(nameof(Names))]
    public void The_schema_of_a_document_is_made_from_what_writes_it(string name) =>
        Snapshot.Match(Schemas.PathOf(name), Schema(name).ToJsonString(indented) + "\n");

    [Test]
    public void Every_command_has_a_document_and_no_schema_is_left_of_another()
    {
        string[] commands = ["train", "evaluate", "score", "threshold", "export", "inspect", "trainers", "devices", "gpu-check"];

        Assert.That(Names, Is.EquivalentTo([.. commands, "error", "metrics"]));
        Assert.That(Repository.Files("docs/json", ".schema.json"), Is.EquivalentTo(Names.Select(Schemas.PathOf)));
    }

    [TestCaseSource(nameof(Names))]
    public void A_schema_is_one_and_begins_with_the_number_of_its_format(string name)
    {
        var schema = Schema(name);
        using var json = JsonDocument.Parse(schema.ToJsonString());

        Assert.That(MetaSchemas.Draft202012.Evaluate(json.RootElement).IsValid);
        Assert.That(schema["properties"]!.AsObject().First().Key, Is.EqualTo("format"));
        Assert.That(schema["properties"]!["format"]!["const"]!.GetValue<int>(), Is.EqualTo(1));
        Assert.That((string?)schema["required"]![0], Is.EqualTo("format"));
    }

    [TestCaseSource(nameof(Names))]
    public void Every_object_is_closed_to_further_members_and_every_member_has_a_meaning(string name)
    {
        var objects = Objects(Schema(name)).ToList();
        var own = objects.Where(one => one["description"] is not null).ToList();

        Assert.That(objects, Is.Not.Empty);
        Assert.That(objects.Where(one => (bool?)one["additionalProperties"] != false), Is.Empty);
        Assert.That(own.SelectMany(one => one["properties"]!.AsObject()).Where(member => (string?)member.Value!["description"] is not { Length: > 0 }), Is.Empty);
    }

    [Test]
    public void One_name_is_one_shape()
    {
        var parts = Schemas.Documents.SelectMany(document => document.Schema()["$defs"]?.AsObject() ?? []).ToLookup(part => part.Key, part => part.Value!.ToJsonString());

        Assert.That(parts, Is.Not.Empty);
        Assert.That(parts.Where(part => part.Distinct().Count() > 1).Select(part => part.Key), Is.Empty);
    }

    [Test]
    public void An_object_that_holds_its_own_kind_is_described_once()
    {
        ObjectShape<int>? tree = null;
        tree = new("tree", "A tree.") { { "below", "The trees below.", new LateShape<int>(() => tree!).List(), depth => Enumerable.Repeat(depth - 1, depth) } };
        var document = new Document<int>("forest", 3, new("forest", "A forest.") { { "tree", "The tree.", tree, depth => depth } });

        Assert.That(document.Write(2).ToJsonString(), Is.EqualTo("""{"format":3,"tree":{"below":[{"below":[{"below":[]}]},{"below":[{"below":[]}]}]}}"""));
        Assert.That(document.Schema()["$defs"]!.AsObject().Select(part => part.Key), Is.EqualTo(["tree"]));
    }

    private static JsonObject Schema(string name) => Schemas.Documents.Single(document => document.Name == name).Schema();

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => Objects(member.Value)).Concat(json["properties"] is JsonObject ? [json] : []),
        JsonArray array => array.SelectMany(Objects),
        _ => [],
    };
}

using System.Text.Json.Nodes;
using CsCheck;
using NUnit.Framework;
using Pipeline.Configuration;
using Pipeline.Model.Problems;

namespace Pipeline.Tests.Configuration;

/// <summary>Whatever stands in a config, the answer is a config or a list of problems, never a crash.</summary>
internal sealed class ConfigRobustnessTests
{
    private static readonly string[] values =
    [
        "null", "true", "0", "-1", "0.5", "1e999", "99999999999999999999", "\"\"", "\"rest\"", "\"none\"", "\"constant\"", "\"oneVersusAll\"",
        "\"robustScaling\"",
        "\"multiclass\"", "\"regression\"", "\"group\"", "\"a\"", "[]", "[null]", "[1]", "[\"a\"]", "[{}]", "[[]]", "{}", "{\"a\": null}",
        "{\"trainer\": \"gam\"}", "{\"precision\": 0.5}",
        "{\"type\": \"dart\"}",
    ];

    [Test]
    public void Replacing_any_members_yields_a_config_or_problems()
    {
        using var folder = new ConfigFolder();
        var full = ConfigWriter.Write(folder.Read(ConfigFolder.With(
            ("impute.columns.a.numeric", "\"constant\""), ("gates.metrics", "[{\"metric\": \"auc\", \"minimum\": 0.5}]"))));
        var paths = Paths(full, []).ToArray();

        Gen.Select(Gen.Int[0, paths.Length - 1], Gen.Int[0, values.Length - 1]).Array[1, 3].Sample(
            edits =>
            {
                var json = full.DeepClone().AsObject();
                foreach (var (path, value) in edits)
                    Replace(json, paths[path], JsonNode.Parse(values[value]));
                try
                {
                    var written = ConfigWriter.Write(ConfigReader.FromJson(json, "fuzz"));
                    return ConfigWriter.Write(ConfigReader.FromJson(written, "again")).ToJsonString() == written.ToJsonString();
                }
                catch (ConfigException error)
                {
                    return error.Problems.All(problem => problem.Where.Length > 0 && problem.Found.Length > 0 && problem.Expected.Length > 0) &&
                        error.Problems.All(problem => !problem.Where.StartsWith("again", StringComparison.Ordinal));
                }
            },
            iter: 3000);
    }

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] path) => node switch
    {
        JsonObject json => json.SelectMany(member => Paths(member.Value, [.. path, member.Key]).Prepend([.. path, member.Key])),
        JsonArray list => list.SelectMany((item, i) => Paths(item, [.. path, i]).Prepend([.. path, i])),
        _ => [],
    };

    private static void Replace(JsonNode? root, object[] path, JsonNode? value)
    {
        var owner = path.SkipLast(1).Aggregate(root, (node, step) => step switch
        {
            string name => (node as JsonObject)?[name],
            int index when node is JsonArray list && index < list.Count => list[index],
            _ => null,
        });
        if (owner is JsonObject json && path[^1] is string last)
            json[last] = value;
        else if (owner is JsonArray list && path[^1] is int at && at < list.Count)
            list[at] = value;
    }
}

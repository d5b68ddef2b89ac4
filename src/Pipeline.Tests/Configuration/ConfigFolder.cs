using System.Text.Json.Nodes;
using Pipeline.Configuration;
using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;

namespace Pipeline.Tests.Configuration;

/// <summary>A directory of its own with a config and the tables that it names.</summary>
internal sealed class ConfigFolder : IDisposable
{
    public const string Binary =
        """
        {
          "task": "binary",
          "data": { "train": "train.csv", "label": { "column": "y", "positive": "Yes" }, "numeric": ["a", "b"], "categorical": "rest" },
          "model": { "trainer": "lightGbm" }
        }
        """;

    private readonly string directory = Directory.CreateTempSubdirectory("config-").FullName;

    public ConfigFolder()
    {
        File.WriteAllText(At("train.csv"), "y,a,b,c\nYes,1,2,x\n");
        File.WriteAllText(At("test.csv"), "y,a,b,c\nNo,1,2,x\n");
    }

    public string ConfigPath => At("run.jsonc");

    public string At(string name) => Path.Combine(directory, name);

    public RunConfig Read(string text, params string[] sets)
    {
        File.WriteAllText(ConfigPath, text);
        return ConfigReader.Read(ConfigPath, sets);
    }

    /// <summary>The problems of a config, without the directory in front of them.</summary>
    public IReadOnlyList<Problem> Problems(string text, params string[] sets)
    {
        File.WriteAllText(ConfigPath, text);
        try
        {
            ConfigReader.Read(ConfigPath, sets);
            return [];
        }
        catch (ConfigException error)
        {
            return [.. error.Problems.Select(problem => problem with { Where = problem.Where.Replace(ConfigPath, "run.jsonc", StringComparison.Ordinal) })];
        }
    }

    /// <summary>The minimal binary config with some members replaced; null takes one away.</summary>
    public static string With(params (string Path, string? Json)[] edits) => With(Binary, edits);

    public static string With(string text, params (string Path, string? Json)[] edits)
    {
        var root = JsonNode.Parse(text)!.AsObject();
        foreach (var (path, json) in edits)
        {
            var names = path.Split('.');
            var owner = root;
            foreach (var name in names.SkipLast(1))
                owner = (owner[name] ??= new JsonObject()).AsObject();
            if (json is null)
                owner.Remove(names[^1]);
            else
                owner[names[^1]] = JsonNode.Parse(json);
        }
        return root.ToJsonString();
    }

    public static string Regression(params (string Path, string? Json)[] edits) =>
        With([("task", "\"regression\""), ("data.label.positive", null), ("model.trainer", "\"fastTree\""), .. edits]);

    public static string Multiclass(params (string Path, string? Json)[] edits) =>
        With([("task", "\"multiclass\""), ("data.label.positive", null), .. edits]);

    public void Dispose() => Directory.Delete(directory, true);
}

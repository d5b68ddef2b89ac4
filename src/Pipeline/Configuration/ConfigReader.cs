using System.Text.Json.Nodes;
using Pipeline.Configuration.Checks;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;

namespace Pipeline.Configuration;

/// <summary>Reads a config. Every problem of it is reported at once, in one <see cref="ConfigException"/>.</summary>
internal static class ConfigReader
{
    private const string SchemaMember = "$schema";

    /// <summary>
    /// Reads a file, lays overrides over it, checks the whole and the files that it names. Comes back complete: every option
    /// of the trainer is there. Paths stay as they are written; <see cref="ConfigPaths"/> resolves them.
    /// </summary>
    /// <param name="path">The config file: JSON with comments and trailing commas.</param>
    /// <param name="sets">Overrides PATH=VALUE, the later ones over the earlier ones.</param>
    public static RunConfig Read(string path, IReadOnlyList<string>? sets = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var reading = new Reading(path, ConfigHints.Instance);
        var tree = ConfigText.Parse(Bytes(path), reading);
        if (tree is JsonObject root)
            ConfigOverrides.Apply(root, sets ?? [], reading);
        var config = Bind(tree, reading);
        FileChecks.Run(config, path, reading);
        reading.ThrowIfAny();
        return config!;
    }

    /// <summary>Reads a config from a tree, such as the one that <see cref="ConfigWriter"/> makes; looks at no file.</summary>
    /// <param name="json">The config.</param>
    /// <param name="source">What the errors call it.</param>
    public static RunConfig FromJson(JsonObject json, string source)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(source);
        var reading = new Reading(source, ConfigHints.Instance);
        var config = Bind(json.DeepClone(), reading);
        reading.ThrowIfAny();
        return config!;
    }

    private static RunConfig? Bind(JsonNode? tree, Reading reading)
    {
        // An editor reads $schema; this program has its own.
        if (tree is JsonObject root)
            root.Remove(SchemaMember);
        if (!RecordForm.Of(typeof(RunConfig)).TryRead(tree, JsonPath.Root, reading, out var value))
            return null;
        var config = (RunConfig)value!;
        ConditionChecks.Run(config, reading);
        DataChecks.Run(config, reading);
        RoleChecks.Run(config, reading);
        ChainChecks.Run(config, reading);
        GateChecks.Run(config, reading);
        return ModelChecks.Complete(config, reading);
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(path))
        {
            throw new ConfigException(
                path, Directory.Exists(path) ? "a directory" : "no such file", "a config file",
                Directory.Exists(path) ? "" : ConfigPaths.NearestFile(path), error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException(path, $"a file that cannot be read: {error.Message}", "a config file", "", error);
        }
    }
}

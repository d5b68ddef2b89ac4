using System.Text.Json.Nodes;
using Pipeline.Configuration.Checks;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;

namespace Pipeline.Configuration;

/// <summary>
/// Writes a config in full: every member, defaults included, in the order of the records; trainer options sorted by name. A
/// member that does not apply (a threshold of a regression) is null. Read again, the result is the same config.
/// </summary>
internal static class ConfigWriter
{
    public static JsonObject Write(RunConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var json = RecordForm.Of(typeof(RunConfig)).Write(Complete(config))!.AsObject();
        foreach (var condition in Conditions.Of(config).Where(condition => !condition.Applies()))
        {
            var parent = condition.Path.SkipLast(1).Aggregate((JsonNode?)json, (node, name) => node?[name]);
            if (parent is JsonObject owner)
                owner[condition.Path[^1]] = null;
        }

        // From text once more: a number has one form, wherever it came from.
        return JsonNode.Parse(json.ToJsonString())!.AsObject();
    }

    /// <summary>Fills in the trainer options of a config that was not made by <see cref="ConfigReader"/>.</summary>
    private static RunConfig Complete(RunConfig config)
    {
        var reading = new Reading("config", ConfigHints.Instance);
        var complete = ModelChecks.Complete(config, reading);
        reading.ThrowIfAny();
        return complete;
    }
}

using Pipeline.Configuration.Json;
using Pipeline.Configuration.Records;

namespace Pipeline.Configuration.Checks;

/// <summary>Refuses members that the rest of the config leaves without effect.</summary>
internal static class ConditionChecks
{
    public static void Run(RunConfig config, Reading reading)
    {
        foreach (var condition in Conditions.Of(config))
        {
            var path = JsonPath.Of(condition.Path);
            if (reading.Gives(path) && reading.Sound(condition.DependsOn) && !condition.Applies())
            {
                reading.Add(
                    path, $"'{condition.Path[^1]}' although {condition.Now()}", $"it only {condition.When}",
                    $"Remove '{condition.Path[^1]}': it would have no effect.");
            }
        }
    }
}

using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;

namespace Pipeline.Configuration.Options;

/// <summary>
/// The options of a trainer from JSON. What the JSON leaves out has ML.NET's default, but for one thread, so that a run can be
/// repeated, the seed of the run, and what <see cref="OptionDefaults"/> states.
/// </summary>
internal static class TrainerOptions
{
    /// <summary>Binds options; throws <see cref="Model.Problems.ConfigException"/> naming every option that is wrong.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="options">Its options by ML.NET's names in camelCase; {} for all defaults.</param>
    /// <param name="seed">The root seed of the run.</param>
    public static BoundOptions Bind(TrainerEntry trainer, JsonObject options, int seed)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(options);
        var reading = new Reading(trainer.Name, ConfigHints.Instance);
        var bound = Bind(trainer, options, seed, JsonPath.Root, reading);
        reading.ThrowIfAny();
        return bound;
    }

    /// <summary>The same within a config: problems are noted, and the options that are sound are bound.</summary>
    internal static BoundOptions Bind(TrainerEntry trainer, JsonObject options, int seed, string path, Reading reading)
    {
        var members = OptionMembers.Of(trainer);
        var values = members.ToDictionary(member => member, member => OptionMembers.IsSeed(member.Name) ? seed : member.Default);
        var sound = MemberReader.Read(options, path, members, reading, (member, value) => values[member] = value, OptionMembers.WhyWithheld);

        var instance = trainer.NewOptions?.Invoke();
        var complete = new JsonObject();
        foreach (var member in members)
        {
            if (values[member] is { } value)
                member.Set(instance!, value);
            complete[member.Name] = values[member] is { } written ? member.Form.Write(written) : null;
        }
        if (sound)
        {
            OptionChecks.Run(trainer, complete, path, reading);
            OptionNeeds.Run(members, complete, path, reading);
        }
        return new BoundOptions(instance, complete);
    }
}

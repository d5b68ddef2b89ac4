using System.Collections.Concurrent;
using System.Reflection;
using Pipeline.Configuration.Json;
using Pipeline.Model;

namespace Pipeline.Configuration.Options;

/// <summary>
/// The options of each trainer. Those of ML.NET's are read off its own class: its public fields of simple types, and the two kinds
/// of components (loss functions, boosters) that <see cref="OptionVariants"/> knows.
/// </summary>
internal static class OptionMembers
{
    private const string Threads = "numberOfThreads";
    private const string NotTheModel = "It changes the course of the training or its messages, not the model.";
    private const string OneThread = "With more threads this trainer's result depends on their timing or number: it could not be reproduced.";
    private const string FromTheConfig = "Columns are named in data.";
    private static readonly ConcurrentDictionary<TrainerEntry, IReadOnlyList<Member>> known = new();

    private static readonly Dictionary<string, string> withheld = new(StringComparer.Ordinal)
    {
        ["labelColumnName"] = FromTheConfig,
        ["featureColumnName"] = FromTheConfig,
        ["exampleWeightColumnName"] = FromTheConfig,
        ["rowGroupColumnName"] = FromTheConfig,
        ["quiet"] = NotTheModel,
        ["silent"] = NotTheModel,
        ["verbose"] = NotTheModel,
        ["executionTime"] = NotTheModel,
        ["memoryStatistics"] = NotTheModel,
        ["showTrainingStatistics"] = NotTheModel,
        ["testFrequency"] = NotTheModel,
        ["diskTranspose"] = NotTheModel,
        ["histogramPoolSize"] = NotTheModel,
        ["computeStandardDeviation"] = "It adds statistics to the model, not to its scores.",
        ["earlyStoppingMetric"] = IdleOptions.NoValidation,
        ["earlyStoppingRule"] = IdleOptions.NoValidation,
    };

    /// <summary>The options of a trainer, sorted by name.</summary>
    public static IReadOnlyList<Member> Of(TrainerEntry trainer) =>
        known.GetOrAdd(trainer, entry => [.. entry.Options(entry).OrderBy(member => member.Name, StringComparer.Ordinal)]);

    /// <summary>The options of a trainer of ML.NET's, with this program's defaults.</summary>
    public static IEnumerable<Member> OfMlNet(TrainerEntry trainer)
    {
        var fresh = trainer.NewOptions!();
        return FieldsOf(fresh).Select(member => Adapt(member, trainer)).Concat(OptionVariants.Of(fresh));
    }

    /// <summary>Whether an option has the root seed where the config leaves it out.</summary>
    public static bool IsSeed(string name) => name is "seed" or "featureSelectionSeed";

    /// <summary>Why an option of ML.NET's is not one of a config, or null.</summary>
    public static string? WhyWithheld(string name) => withheld.GetValueOrDefault(name);

    /// <summary>The options that a class holds, those withheld left out, without regard to threads and seeds.</summary>
    public static IEnumerable<Member> FieldsOf(object fresh) =>
        from field in fresh.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance)
        let name = CamelCase.Of(field.Name)
        where WhyWithheld(name) is null
        let form = FormOf(Nullable.GetUnderlyingType(field.FieldType) ?? field.FieldType, OptionRanges.Of(name), field.GetValue(fresh))
        select new Member(name, form, field.GetValue(fresh), field.SetValue);

    private static Member Adapt(Member member, TrainerEntry trainer)
    {
        if (IsSeed(member.Name))
            return member with { DefaultText = "the root seed" };
        return member.Name switch
        {
            Threads when trainer.NeedsOneThread => member with { Default = 1, Form = new FixedForm(member.Form, 1, OneThread) },
            Threads when trainer.TakesAllThreads || trainer.SumsInPortions => member with { Default = null },
            Threads => member with { Default = 1 },
            _ => IdleOptions.Apply(OptionDefaults.Apply(member, trainer), trainer),
        };
    }

    private static Form FormOf(Type type, NumberRange range, object? fallback) => type switch
    {
        _ when type == typeof(bool) => new BooleanForm(),
        _ when type == typeof(int) || type == typeof(long) || type == typeof(float) || type == typeof(double) =>
            new NumberForm(type, range, fallback is double.PositiveInfinity),
        _ when type.IsEnum => new EnumForm(type),
        _ => throw new NotSupportedException($"no form for an option of type {type}: give it one, or withhold it with a reason"),
    };
}

using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Configuration.Checks;

/// <summary>Checks the trainer and completes its options.</summary>
internal static class ModelChecks
{
    public static RunConfig Complete(RunConfig config, Reading reading)
    {
        if (!reading.Sound("task", "model.trainer"))
        {
            if (reading.Sound("model.trainer"))
                OfNoTask(config.Model.Trainer, reading);
            return config;
        }
        if (Trainer(config.Task, config.Model, "model", reading) is not { } trainer)
            return config;
        var model = Complete(config.Model, trainer, config.Seed, "model", reading);
        if (trainer.IsOneVersusAll)
        {
            if (model.Binary is null)
            {
                if (reading.Sound("model.binary"))
                {
                    reading.Add(
                        "$.model.binary", "nothing", "the binary trainer that oneVersusAll is made of",
                        "For example {\"trainer\": \"lbfgsLogisticRegression\"}.");
                }
            }
            else if (reading.Sound("model.binary.trainer") && Trainer(TaskKind.Binary, model.Binary, "model.binary", reading) is { } binary)
            {
                model = model with { Binary = Complete(model.Binary, binary, config.Seed, "model.binary", reading) };
            }
        }
        Weight(config, trainer, reading);
        return config with { Model = model };
    }

    private static ModelConfig Complete(ModelConfig model, TrainerEntry trainer, int seed, string member, Reading reading)
    {
        var path = $"{JsonPath.Root}.{member}.options";
        if (!reading.Sound($"{member}.options"))
            return model;
        var bound = TrainerOptions.Bind(trainer, OfThisTrainer(model, trainer, member, reading), seed, path, reading);
        return model with { Options = bound.Complete };
    }

    /// <summary>The options without those of the trainer that the command line has replaced, which are told together and with the way out.</summary>
    private static JsonObject OfThisTrainer(ModelConfig model, TrainerEntry trainer, string member, Reading reading)
    {
        var (trainerPath, optionsPath) = ($"{JsonPath.Root}.{member}.trainer", $"{JsonPath.Root}.{member}.options");
        if (reading.ReplacedText(trainerPath) is not { } before || before == trainer.Name || reading.IsOverridden(optionsPath))
            return model.Options;
        var own = OptionMembers.Of(trainer).Select(option => option.Name).ToList();
        var foreign = model.Options.Select(option => option.Key).Where(name => !own.Contains(name) && !reading.IsOverridden(JsonPath.Member(optionsPath, name)))
            .ToList();
        if (foreign.Count == 0)
            return model.Options;
        reading.Add(
            trainerPath, $"{DataText.Quote(trainer.Name)} over the file's options of {DataText.Quote(before)}: {DataText.Names(foreign)}",
            $"options of {trainer.Name}",
            $"Also give --set '{member}.options={{}}' for its defaults, or options of its own: --set '{member}.options={{...}}'.");
        var rest = model.Options.DeepClone().AsObject();
        foreach (var name in foreign)
            rest.Remove(name);
        return rest;
    }

    private static TrainerEntry? Trainer(TaskKind task, ModelConfig model, string member, Reading reading)
    {
        if (TrainerCatalog.Find(task, model.Trainer) is { } trainer)
            return trainer;
        var names = TrainerCatalog.For(task).Select(known => known.Name).ToList();
        var elsewhere = TrainerCatalog.All.Where(known => known.Name == model.Trainer).Select(known => EnumForm.Text(known.Task)).ToList();
        reading.Add(
            $"{JsonPath.Root}.{member}.trainer",
            elsewhere.Count == 0 ? DataText.Quote(model.Trainer) : $"{DataText.Quote(model.Trainer)}, a trainer of task {string.Join(" and ", elsewhere)}",
            $"a trainer of task {EnumForm.Text(task)}: {string.Join(", ", names)}",
            task == TaskKind.Multiclass && TrainerCatalog.Find(TaskKind.Binary, model.Trainer) is not null
                ? $"For one of them a class: \"trainer\": \"oneVersusAll\", \"binary\": {{\"trainer\": \"{model.Trainer}\"}}."
                : Synonyms.Hint(model.Trainer, names));
        return null;
    }

    /// <summary>The task is wrong too; this name would be wrong with every task.</summary>
    private static void OfNoTask(string trainer, Reading reading)
    {
        var names = TrainerCatalog.All.Select(known => known.Name).Distinct().ToList();
        if (!names.Contains(trainer))
            reading.Add("$.model.trainer", DataText.Quote(trainer), "a trainer of the task", Synonyms.Hint(trainer, names));
    }

    private static void Weight(RunConfig config, TrainerEntry trainer, Reading reading)
    {
        if (!reading.Sound("data.weight") || config.Data.Weight is null || trainer.SupportsWeights)
            return;
        var able = TrainerCatalog.For(trainer.Task).Where(known => known.SupportsWeights).Select(known => known.Name);
        reading.Add(
            "$.data.weight", $"a weight column with {trainer.Name}, which pays no heed to weights", "no weight column, or a trainer that weights rows",
            $"These do: {string.Join(", ", able)}.");
    }
}

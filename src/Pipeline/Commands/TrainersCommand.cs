using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Reference;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Commands;

/// <summary>What trainers lists.</summary>
/// <param name="Trainers">The trainers.</param>
/// <param name="WithOptions">Whether one was named, so that its options are shown too.</param>
internal sealed record TrainersOutcome(IReadOnlyList<TrainerFacts> Trainers, bool WithOptions);

/// <summary>trainers: what a config can name as its trainer.</summary>
internal static class TrainersCommand
{
    /// <summary>Looks a trainer up, or all of them.</summary>
    /// <param name="trainer">The name of one; null for all.</param>
    /// <param name="task">The task that they are for; null for all.</param>
    /// <exception cref="ConfigException">There is no such trainer or task.</exception>
    public static TrainersOutcome Run(string? trainer, string? task)
    {
        var tasks = Enum.GetValues<TaskKind>().Select(kind => EnumForm.Text(kind)).ToList();
        if (task is not null && !tasks.Contains(task))
            throw new ConfigException("--task", DataText.Quote(task), $"one of {string.Join(", ", tasks)}", Synonyms.Hint(task, tasks));
        var ofTask = TrainerFacts.All.Where(facts => task is null || facts.Task == task).ToList();
        if (trainer is null)
            return new TrainersOutcome(ofTask, WithOptions: false);
        var found = ofTask.Where(facts => facts.Trainer.Name == trainer).ToList();
        if (found.Count > 0)
            return new TrainersOutcome(found, WithOptions: true);
        var names = ofTask.Select(facts => facts.Trainer.Name).Distinct().ToList();
        throw new ConfigException("trainers", DataText.Quote(trainer), $"a trainer{(task is null ? "" : $" of task {task}")}: {string.Join(", ", names)}", Synonyms.Hint(trainer, names));
    }

    /// <summary>The list as text for people.</summary>
    public static IEnumerable<string> Text(TrainersOutcome outcome)
    {
        if (!outcome.WithOptions)
        {
            string[] header = ["task", "trainer", "what it is", "calibrated", "weights", "early stopping", "threads", "compiled to", "needs"];
            return Table([header, .. outcome.Trainers.Select(facts => (string[])[
                facts.Task, facts.Trainer.Name, facts.What, facts.Calibrated, facts.Weights, facts.EarlyStopping, facts.Threads, facts.CompiledTo, string.Join(", ", facts.Needs)])]);
        }
        return outcome.Trainers.SelectMany((facts, i) => i == 0 ? One(facts) : One(facts).Prepend(""));
    }

    /// <summary>The list as a JSON document.</summary>
    public static JsonObject Json(TrainersOutcome outcome) => new()
    {
        ["trainers"] = new JsonArray([.. outcome.Trainers.Select(facts => Json(facts, outcome.WithOptions))]),
    };

    private static IEnumerable<string> One(TrainerFacts facts)
    {
        yield return $"{facts.Trainer.Name}, {facts.Task}: {facts.What}";
        yield return $"  ML.NET's {facts.Trainer.TrainerType.Name}, compiled to {facts.CompiledTo}";
        if (facts.Calibrated.Length > 0)
            yield return $"  calibrated      {facts.Calibrated}";
        yield return $"  weights         {facts.Weights}";
        yield return $"  early stopping  {facts.EarlyStopping}";
        yield return $"  threads         {facts.Threads}";
        if (facts.Needs.Count > 0)
            yield return $"  needs           {string.Join(", ", facts.Needs)}";
        yield return "";
        foreach (var line in Options(facts.Members))
            yield return line;
        foreach (var member in facts.Members)
        {
            foreach (var choice in (member.Form as ChoiceForm)?.Choices.Where(choice => choice.Members.Count > 0) ?? [])
            {
                yield return "";
                yield return $"  {member.Name} of type {choice.Type}";
                foreach (var line in Options(choice.Members))
                    yield return line;
            }
        }
    }

    private static IEnumerable<string> Options(IReadOnlyList<Member> members) => members.Count == 0
        ? ["  no options"]
        : Table([["option", "default", "value"], .. members.Select(member => (string[])[member.Name, Default(member), ConfigReference.Value(member.Form)])]).Select(line => $"  {line}");

    private static string Default(Member member) => ConfigReference.Default(member).Trim('`');

    private static IEnumerable<string> Table(IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(row => row[i].Length)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }

    private static JsonObject Json(TrainerFacts facts, bool withOptions)
    {
        var json = new JsonObject
        {
            ["task"] = facts.Task,
            ["trainer"] = facts.Trainer.Name,
            ["what"] = facts.What,
            ["mlNet"] = facts.Trainer.TrainerType.Name,
            ["calibrated"] = facts.Trainer.Task == TaskKind.Binary ? facts.Trainer.IsCalibrated : null,
            ["weights"] = facts.Trainer.SupportsWeights,
            ["earlyStopping"] = facts.Trainer.IsBoosted,
            ["threads"] = facts.Threads,
            ["compiledTo"] = facts.CompiledTo,
            ["needs"] = new JsonArray([.. facts.Needs.Select(need => JsonValue.Create(need))]),
        };
        if (withOptions)
            json["options"] = Json(facts.Members);
        return json;
    }

    private static JsonArray Json(IReadOnlyList<Member> members) => new([.. members.Select(Json)]);

    private static JsonObject Json(Member member)
    {
        var json = new JsonObject
        {
            ["name"] = member.Name,
            ["value"] = ConfigReference.Value(member.Form),
            ["default"] = member.DefaultText is { } words ? words : member.Default is null ? null : member.Form.Write(member.Default),
        };
        if (member.Form is ChoiceForm form)
        {
            json["types"] = new JsonArray([.. form.Choices.Select(choice => new JsonObject { ["type"] = choice.Type, ["options"] = Json(choice.Members) })]);
        }
        return json;
    }
}

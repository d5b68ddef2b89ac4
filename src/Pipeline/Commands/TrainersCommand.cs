using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Reports;

namespace Pipeline.Commands;

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
        throw new ConfigException("trainers", DataText.Quote(trainer), $"a trainer{(task is null ? "" : $" of task {task}")}: {string.Join(", ", names)}",
            Synonyms.Hint(trainer, names));
    }
}

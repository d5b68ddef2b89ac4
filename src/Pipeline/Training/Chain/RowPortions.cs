using Pipeline.Configuration.Options;
using Pipeline.Model;

namespace Pipeline.Training.Chain;

/// <summary>
/// In how many portions ML.NET's trainers by L-BFGS take their sums over the rows, which is what their number of threads is: each portion is
/// summed for itself, on whatever thread, and the sums are added in the order of the rows. So a fixed number uses several processors
/// and makes the same model on any of them; ML.NET's own default, the number of processors, makes another on another machine.
/// </summary>
internal static class RowPortions
{
    /// <summary>Sets the number where the config names none.</summary>
    /// <param name="choice">The trainer.</param>
    /// <param name="task">What it learns to predict.</param>
    /// <param name="rows">Training rows.</param>
    /// <returns>The number, which the model depends on; null for trainers that take no sums in portions.</returns>
    public static int? Set(TrainerChoice choice, TaskKind task, int rows)
    {
        if (choice.Binary is { } binary)
            return Set(binary, TaskKind.Binary, rows);
        if (TrainerCatalog.Find(task, choice.Name) is not { SumsInPortions: true })
            return null;
        var number = choice.Options!.GetType().GetField("NumberOfThreads")!;
        if (number.GetValue(choice.Options) is null)
            number.SetValue(choice.Options, rows < TrainerEntry.ManyRows ? 1 : TrainerEntry.MostPortions);
        return (int)number.GetValue(choice.Options)!;
    }
}

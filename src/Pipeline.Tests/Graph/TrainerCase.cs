using NUnit.Framework;
using Pipeline.Configuration.Options;
using Pipeline.Model;

namespace Pipeline.Tests.Graph;

/// <summary>A trainer on a demo table: every one of the catalogue, and one-versus-all of every binary one.</summary>
/// <param name="Name">What the case is called.</param>
/// <param name="Demo">The table.</param>
/// <param name="Set">The model, as an override of the demo's config.</param>
/// <param name="HasSums">Whether it sums products, which ML.NET does in another order.</param>
internal sealed record TrainerCase(string Name, string Demo, string Set, bool HasSums)
{
    private static readonly Dictionary<TaskKind, string> demos =
        new() { [TaskKind.Binary] = "churn", [TaskKind.Multiclass] = "penguins", [TaskKind.Regression] = "concrete" };

    /// <summary>The cases, for a test of one argument.</summary>
    public static IEnumerable<TestCaseData> All()
    {
        var single = TrainerCatalog.All.Where(trainer => !trainer.IsOneVersusAll)
            .Select(trainer => new TrainerCase($"{trainer.Task} {trainer.Name}", demos[trainer.Task], $"model={Model(trainer)}", trainer.IsLinear));
        var joined = TrainerCatalog.For(TaskKind.Binary).Select(trainer => new TrainerCase(
            $"oneVersusAll of {trainer.Name}", demos[TaskKind.Multiclass], $$"""model={"trainer":"oneVersusAll","binary":{{Model(trainer)}}}""",
            trainer.IsLinear));
        return single.Concat(joined).Select(trainer => new TestCaseData(trainer).SetArgDisplayNames(trainer.Name));
    }

    /// <summary>An additive model takes half a minute to fit with its default of 9,500 rounds.</summary>
    private static string Model(TrainerEntry trainer) => trainer.Name == "gam"
        ? """{"trainer":"gam","options":{"numberOfIterations":50}}"""
        : $$"""{"trainer":"{{trainer.Name}}"}""";
}

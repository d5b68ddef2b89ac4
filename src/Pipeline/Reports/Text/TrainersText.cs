using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Reference;

namespace Pipeline.Reports.Text;

/// <summary>What trainers lists, as text for people.</summary>
internal static class TrainersText
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(TrainersOutcome outcome)
    {
        if (!outcome.WithOptions)
        {
            string[] header = ["task", "trainer", "what it is", "calibrated", "weights", "early stopping", "threads", "compiled to", "needs"];
            return TextTable.Lines([header, .. outcome.Trainers.Select(Cells)], left: header.Length);
        }
        return outcome.Trainers.SelectMany((facts, i) => i == 0 ? One(facts) : One(facts).Prepend(""));
    }

    private static string[] Cells(TrainerFacts facts) =>
    [
        facts.Task, facts.Trainer.Name, facts.What, facts.Calibrated, facts.Weights, facts.EarlyStopping, facts.Threads, facts.CompiledTo,
        string.Join(", ", facts.Needs),
    ];

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
            foreach (var variant in (member.Form as VariantForm)?.Variants.Where(variant => variant.Members.Count > 0) ?? [])
            {
                yield return "";
                yield return $"  {member.Name} of type {variant.Type}";
                foreach (var line in Options(variant.Members))
                    yield return line;
            }
        }
    }

    private static IEnumerable<string> Options(IReadOnlyList<Member> members) => members.Count == 0
        ? ["  no options"]
        : TextTable.Lines(
            [["option", "default", "value"], .. members.Select(member => (string[])[member.Name, Default(member), ConfigReference.Value(member.Form)])],
            left: 3)
            .Select(line => $"  {line}");

    private static string Default(Member member) => ConfigReference.Default(member).Trim('`');
}

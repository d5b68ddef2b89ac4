using System.Globalization;
using System.Text;
using Pipeline.Configuration;
using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>
/// Columns that a config calls numbers and most of whose values are none: a wrong word in the config, not thousands of bad fields. One
/// problem a column, and one remedy for all of them.
/// </summary>
internal static class TextColumns
{
    /// <summary>The error in other words, or null where no column is one of these.</summary>
    public static DataException? Explain(DataException error, TableReader reader, RunConfig config)
    {
        var found = reader.Schema.Columns
            .Select((column, i) => (Column: column, Tally: reader.Tallies.Count > i ? reader.Tallies[i] : new NumberTally(), Form: reader.Schema.Form.NumberOf(column.Name)))
            .Where(pair => pair.Column.Kind is FieldKind.Double or FieldKind.Target && pair.Tally.Others > (reader.Records - pair.Tally.Missing) / 2)
            .ToList();
        if (found.Count == 0)
            return null;
        var names = found.Select(pair => pair.Column.Name).ToHashSet(StringComparer.Ordinal);
        var texts = found.Where(pair => pair.Column.Kind == FieldKind.Double && Remedy(pair.Tally, pair.Column, pair.Form).Length == 0).Select(pair => pair.Column.Name).ToList();
        var problems = found.Select(pair => Problem(pair.Column, pair.Tally, pair.Form, reader.Records, config, texts)).ToList();
        var rest = reader.BadRows.FirstBut(names).Concat(error.Problems.Skip(reader.BadRows.First.Count)).ToList();
        return new DataException([.. problems, .. rest], Math.Max(error.Total - found.Sum(pair => pair.Tally.Others) + problems.Count, problems.Count + rest.Count), error);
    }

    private static Problem Problem(ReadColumn column, NumberTally tally, NumberText form, long records, RunConfig config, List<string> texts)
    {
        var examples = string.Join(", ", tally.Examples.Select(Quoting.Show));
        var found = string.Create(CultureInfo.InvariantCulture, $"{tally.Others:N0} of {records - tally.Missing:N0} values that are no numbers, such as {examples}");
        if (column.Kind == FieldKind.Target)
        {
            return new Problem($"column '{column.Name}'", found, "numbers, since $.task is regression", Remedy(tally, column, form) is { Length: > 0 } own
                ? own : "Set $.task to binary or multiclass, or name another $.data.label.column.");
        }
        var path = config.Data.Numeric.Patterns.Contains(column.Name) ? "$.data.numeric names it" : "$.data.numeric means it";
        var remedy = Remedy(tally, column, form);
        if (remedy.Length == 0 && column.Name == texts[^1])
            remedy = $"Put {(texts.Count == 1 ? "it" : "these")} in $.data.categorical: [{string.Join(", ", texts.Select(name => $"\"{name}\""))}].";
        return new Problem($"column '{column.Name}'", found, $"numbers, since {path}", remedy);
    }

    /// <summary>What else than categories they may be; nothing where nothing else comes to mind.</summary>
    private static string Remedy(NumberTally tally, ReadColumn column, NumberText form)
    {
        if (tally.Examples.Count > 0 && tally.Examples.All(MissingMarkers.IsUsual))
            return $"Where they mean missing values: data.missing: {MissingMarkers.Remedy(tally.Examples)}.";
        var hints = tally.Examples.Select(text => NumberHints.Of(Encoding.UTF8.GetBytes(text), column.Name, form)).ToList();
        var shared = hints.Count == 0 ? [] : hints.Aggregate<IEnumerable<string>>((all, more) => all.Intersect(more, StringComparer.Ordinal)).ToList();
        return shared.Count == 0 ? "" : $"Where these are numbers: {string.Join(" or ", shared)}.";
    }
}

using System.Globalization;
using System.Text;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Csv;
using Pipeline.Tables.Fields;

namespace Pipeline.Training.Rows;

/// <summary>
/// Columns that a config calls numbers and most of whose values are none: a wrong word in the config, not thousands of bad fields. One
/// problem a column, and one remedy for all of them.
/// </summary>
internal static class TextColumns
{
    /// <summary>The error in other words, or null where no column is one of these.</summary>
    public static DataException? Explain(DataException error, TableSchema schema, ReadAccount account, RunConfig config)
    {
        var found = schema.Columns.Zip(account.Tallies).Where(pair => pair.Second is not null)
            .Select(pair => new Suspect(pair.First, pair.Second!, schema.Form.NumberOf(pair.First.Name)))
            .Where(suspect => suspect.Column.Kind is FieldKind.Double or FieldKind.Target
                && suspect.Tally.Others > (account.Records - suspect.Tally.Missing) / 2)
            .ToList();
        if (found.Count == 0)
            return null;
        var names = found.Select(suspect => suspect.Column.Name).ToHashSet(StringComparer.Ordinal);
        var texts = found.Where(suspect => suspect.Column.Kind == FieldKind.Double && Remedy(suspect).Length == 0)
            .Select(suspect => suspect.Column.Name).ToList();
        var problems = found.Select(suspect => Problem(suspect, account.Records, config, texts)).ToList();
        var rest = account.BadRows.FirstBut(names).Concat(error.Problems.Skip(account.BadRows.First.Count)).ToList();
        var total = error.Total - found.Sum(suspect => suspect.Tally.Others) + problems.Count;
        return new DataException([.. problems, .. rest], Math.Max(total, problems.Count + rest.Count), error);
    }

    private static Problem Problem(Suspect suspect, long records, RunConfig config, List<string> texts)
    {
        var (column, tally, _) = suspect;
        var examples = string.Join(", ", tally.Examples.Select(Quoting.Show));
        var found = string.Create(
            CultureInfo.InvariantCulture, $"{tally.Others:N0} of {records - tally.Missing:N0} values that are no numbers, such as {examples}");
        var remedy = Remedy(suspect);
        if (column.Kind == FieldKind.Target)
        {
            return new Problem($"column {DataText.Name(column.Name)}", found, "numbers, since $.task is regression",
                remedy.Length > 0 ? remedy : "Set $.task to binary or multiclass, or name another $.data.label.column.");
        }
        var path = config.Data.Numeric.Patterns.Contains(column.Name) ? "$.data.numeric names it" : "$.data.numeric means it";
        if (remedy.Length == 0 && column.Name == texts[^1])
            remedy = $"Put {(texts.Count == 1 ? "it" : "these")} in $.data.categorical: [{DataText.Join(texts.Select(name => $"\"{DataText.Cell(name)}\""))}].";
        return new Problem($"column {DataText.Name(column.Name)}", found, $"numbers, since {path}", remedy);
    }

    /// <summary>What else than categories they may be; nothing where nothing else comes to mind.</summary>
    private static string Remedy(Suspect suspect)
    {
        var examples = suspect.Tally.Examples;
        if (examples.All(MissingMarkers.IsUsual))
            return $"Where they mean missing values: data.missing: {MissingMarkers.Remedy(examples)}.";
        var hints = examples.Select(text => NumberHints.Of(Encoding.UTF8.GetBytes(text), suspect.Column.Name, suspect.Form));
        var shared = hints.Aggregate<IEnumerable<string>>((all, more) => all.Intersect(more, StringComparer.Ordinal)).ToList();
        return shared.Count == 0 ? "" : $"Where these are numbers: {string.Join(" or ", shared)}.";
    }

    private sealed record Suspect(ReadColumn Column, NumberTally Tally, NumberText Form);
}

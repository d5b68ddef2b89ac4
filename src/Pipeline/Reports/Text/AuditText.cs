using Pipeline.Artifacts;
using Pipeline.Model.Problems;
using Pipeline.Tables.Audit;
using static System.FormattableString;

namespace Pipeline.Reports.Text;

/// <summary>What a run met in its rows, as text for people.</summary>
internal static class AuditText
{
    /// <summary>What train met in its rows.</summary>
    public static IEnumerable<string> Lines(TrainAudit audit)
    {
        if (audit.UnusedColumns.Count > 0)
            yield return $"Columns not used: {DataText.Names(audit.UnusedColumns)}.";
        foreach (var line in Lines(audit.Training, "Training rows: "))
            yield return line;
        foreach (var line in Lines(audit.HeldOut, "Held-out rows: "))
            yield return line;
        if (audit.Distinct.Where(column => !column.Numeric).Select(Count).ToList() is { Count: > 0 } categories)
            yield return $"Categories that are different in (almost) every training row, as data.allowDistinct says: {DataText.Join(categories)}.";
        if (audit.Distinct.Where(column => column.Numeric).Select(Count).ToList() is { Count: > 0 } numbers)
        {
            yield return $"Warning: whole numbers that count the training rows, as an id does: {DataText.Join(numbers)}. "
                + "Among the features an id hides rows that repeat, "
                + "so that copies of a training row are held out and flatter the figures: leave it out (data.ignore) or pass it through (data.id).";
        }
        if (audit.ConstantTarget is { } target)
            yield return Invariant($"Warning: the target is {target:R} in every training row: there is nothing to learn, and the model answers just that.");
    }

    /// <summary>A line for what is missing, and one for each column with unseen categories or a shift; none where all is well.</summary>
    /// <param name="audit">What it met.</param>
    /// <param name="rows">How lines begin that are of some of the rows only.</param>
    public static IEnumerable<string> Lines(AuditReport audit, string rows = "")
    {
        foreach (var missing in audit.Missing.GroupBy(column => column.Filled))
        {
            var what = missing.Key ? "Missing fields, filled as in training" : "Missing categories, not filled: those rows belong to none";
            yield return $"{Begin(rows, what)}: {DataText.Join(missing.Select(c => Invariant($"{DataText.Name(c.Column)} {c.Fields:N0}")))}.";
        }
        foreach (var column in audit.Unseen.Take(DataText.Most))
        {
            yield return Invariant($"{Begin(rows, "Unseen categories")}: {DataText.Name(column.Column)} {column.Fields:N0} ")
                + $"(such as {DataText.List(column.Examples)}); they belong to no category.";
        }
        if (audit.Unseen.Count > DataText.Most)
            yield return Invariant($"{Begin(rows, "Unseen categories")}: {audit.Unseen.Count - DataText.Most:N0} more columns.");
        foreach (var column in audit.Shifted.Take(DataText.Most))
        {
            yield return $"Warning: {rows.ToLowerInvariant()}column {DataText.Name(column.Column)} is not what it was in training: {column.Text}"
                + (column.Change is null ? ": another unit or scale, or other rows?" : ".");
        }
        if (audit.Shifted.Count > DataText.Most)
        {
            var others = audit.Shifted.Count - DataText.Most;
            yield return Invariant($"Warning: {rows.ToLowerInvariant()}{others:N0} more columns are not what they were in training.");
        }
    }

    private static string Count(DistinctColumn column) => Invariant($"{DataText.Name(column.Column)} {column.Distinct:N0} of {column.Rows:N0}");

    private static string Begin(string rows, string what) => rows.Length == 0 ? what : rows + char.ToLowerInvariant(what[0]) + what[1..];
}

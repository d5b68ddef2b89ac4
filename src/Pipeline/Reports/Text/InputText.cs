using Pipeline.Model.Problems;
using static System.FormattableString;

namespace Pipeline.Reports.Text;

/// <summary>What a run read, and what it met there, as text for people.</summary>
internal static class InputText
{
    /// <summary>The lines; none where all is well.</summary>
    /// <param name="input">What it read.</param>
    /// <param name="knownRows">Whether it matters that the model was trained on them.</param>
    public static IEnumerable<string> Of(InputReport input, bool knownRows)
    {
        foreach (var line in HiddenFiles(input.HiddenFiles))
            yield return line;
        if (input.BadRows > 0)
            yield return $"{BadRows(input.BadRows, input.BadLines)}. The first: {input.Problems[0]}";
        foreach (var line in BlankRows(input.BlankRows).Concat(AuditText.Lines(input.Audit)))
            yield return line;
        if (input.IgnoredColumns.Count > 0)
            yield return $"Columns not used: {DataText.Names(input.IgnoredColumns)}.";
        if (knownRows && input.KnownFiles.Count > 0)
        {
            yield return $"Warning: {DataText.Join(input.KnownFiles)} is data that the model was trained on, so these figures flatter it. "
                + "Measure rows that it has not seen: --held-out, or other data.";
        }
    }

    /// <summary>A line where files were left out.</summary>
    public static IEnumerable<string> HiddenFiles(IReadOnlyList<string> files) =>
        files.Count == 0 ? [] : [$"Hidden files, left out: {DataText.Names(files)}."];

    /// <summary>A line where rows of separators were left out.</summary>
    public static IEnumerable<string> BlankRows(long rows) => rows == 0 ? [] : [Invariant($"Rows of separators only, left out: {rows:N0}.")];

    /// <summary>How many rows were left out, without a full stop.</summary>
    public static string BadRows(long rows, long lines) =>
        Invariant($"Rows left out because they could not be read: {rows:N0}") + (lines == rows ? "" : Invariant($", which take in {lines:N0} lines"));
}


namespace Pipeline.Reports.Text;

/// <summary>Aligned columns of text, two blanks apart.</summary>
internal static class TextTable
{
    /// <summary>The lines of a table, without trailing blanks: its first columns to the left, the others to the right.</summary>
    /// <param name="rows">The cells; all rows have as many.</param>
    /// <param name="left">How many columns stand to the left.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<IReadOnlyList<string>> rows, int left)
    {
        var widths = Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row =>
            string.Join("  ", row.Select((cell, column) => column < left ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
    }

    /// <summary>A table whose first row is the heading, its first column to the left, and the others by their decimal points.</summary>
    public static IEnumerable<string> Figures(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        // Behind a whole number as many blanks as the others have decimals, so that the points stand in one line.
        var decimals = Enumerable.Range(0, rows[0].Count)
            .Select(column => rows.Skip(1).Select(row => row[column]).Where(IsFigure).Select(Decimals).DefaultIfEmpty(0).Max()).ToArray();
        return Lines([rows[0], .. rows.Skip(1).Select(row => (string[])[.. row.Select((cell, column) =>
            column > 0 && IsFigure(cell) ? cell + new string(' ', decimals[column] - Decimals(cell)) : cell)])], left: 1);
    }

    private static bool IsFigure(string cell) => cell.Length > 0 && (char.IsAsciiDigit(cell[0]) || cell[0] == '-');

    private static int Decimals(string cell) => cell.Contains('.') ? cell.Length - cell.IndexOf('.') : 0;
}

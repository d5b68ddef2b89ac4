namespace Pipeline.Reports.Text;

/// <summary>Aligned columns of text: the first to the left, the others by their decimal points, to the right.</summary>
internal static class TextTable
{
    /// <summary>The lines of a table, without trailing blanks. The first row is the heading; all rows have as many cells.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var columns = Enumerable.Range(0, rows[0].Count).Select(column => Column(rows, column)).ToList();
        return rows.Select((_, row) => string.Join("  ", columns.Select(column => column[row])).TrimEnd());
    }

    private static List<string> Column(IReadOnlyList<IReadOnlyList<string>> rows, int column)
    {
        var cells = rows.Select(row => row[column]).ToList();
        if (column > 0)
        {
            // Behind a whole number as many blanks as the others have decimals, so that the points stand in one line.
            var figures = cells.Skip(1).Where(IsFigure).ToList();
            var decimals = figures.Select(Decimals).DefaultIfEmpty(0).Max();
            cells = [cells[0], .. cells.Skip(1).Select(cell => IsFigure(cell) ? cell + new string(' ', decimals - Decimals(cell)) : cell)];
        }
        var width = cells.Max(cell => cell.Length);
        return cells.ConvertAll(cell => column == 0 ? cell.PadRight(width) : cell.PadLeft(width));
    }

    private static bool IsFigure(string cell) => cell.Length > 0 && (char.IsAsciiDigit(cell[0]) || cell[0] == '-');

    private static int Decimals(string cell) => cell.Contains('.') ? cell.Length - cell.IndexOf('.') : 0;
}

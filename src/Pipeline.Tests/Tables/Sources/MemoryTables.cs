using Pipeline.Files;
using Pipeline.Tables;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Tables.Sources;

/// <summary>The table of <see cref="Artifacts.SmallModel"/> as typed columns, in three parts of other columns in another order.</summary>
internal static class MemoryTables
{
    /// <summary>
    /// The parts: numbers beyond float32 stand in the second, unseen categories in the third. What cannot be
    /// read stands first in its row, since only CSV has places within a row.
    /// </summary>
    public static MemoryPart[] Parts(Scratch scratch, int rows = 600, bool bad = true)
    {
        var random = new Random(11);
        var whole = new MemoryPart("whole", ["a", "key", "b", "serial", "c", "y", "note"],
        [
            Numbers(row => row % 9 == 0 ? double.NaN : random.Next(100) / 4.0),
            Texts(row => $"k{row}"),
            Numbers(row => random.Next(50)),
            Numbers(row => 20_000_000 + random.Next(21) + (row % 7 == 0 ? 0.1 : 0)),
            Texts(row => row % 11 == 0 ? "" : row > rows - 90 && row % 5 == 0 ? $"new, \"{row}\"" : row % 2 == 0 ? "x" : "ÿ"),
            Texts(row => random.Next(2) == 0 ? "yes" : "no"),
            Texts(row => row % 3 == 0 ? "say \"a, b\"" : "-"),
        ], rows);
        var third = rows / 3;
        var second = whole.Slice(third, third, scratch.At("b.csv"));
        if (bad)
        {
            ((double[])second.Columns[0])[5] = 1e39;
            ((double[])second.Columns[0])[77] = -1e40;
        }
        return
        [
            whole.Slice(0, third, scratch.At("a.csv")).Reordered(5, 4, 3, 2, 1, 0),
            second,
            whole.Slice(2 * third, rows - (2 * third), scratch.At("c.csv")).Reordered(0, 6, 5, 1, 2, 3, 4),
        ];

        double[] Numbers(Func<int, double> value) => [.. Enumerable.Range(0, rows).Select(value)];
        string[] Texts(Func<int, string> value) => [.. Enumerable.Range(0, rows).Select(value)];
    }

    /// <summary>The parts written as files.</summary>
    public static IReadOnlyList<InputFile> Files(Scratch scratch, IEnumerable<MemoryPart> parts) =>
        [.. parts.Select(part => new InputFile(scratch.Write(part.Name, part.Csv())))];

    /// <summary>What an account has been told, as text.</summary>
    public static string Show(ReadAccount account) => string.Join('\n',
    [
        FormattableString.Invariant($"{account.Rows} rows, {account.BadRows.Rows} bad, {account.BadRows.Lines} lines, {account.BlankRows} blank"),
        .. account.BadRows.First.Select(problem => problem.ToString()),
        .. account.Fingerprints.Select(file => file.ToString()),
    ]);
}

using System.Globalization;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Stock;

/// <summary>
/// The demo tables with what they lack: a column that float32 cannot hold (<c>serial</c>, 2e7 ± 10), a column of categories with
/// gaps, quotes and letters beyond ASCII (<c>colour</c>), and gaps in a numeric column.
/// </summary>
internal static class WideTables
{
    private static readonly string[] Colours = ["red", "\"deep \"\"sea\"\" blue\"", "grün", "", "\\u0041", "NaN"];

    /// <summary>Writes every <paramref name="step"/>th row of a demo table, widened, and returns the path.</summary>
    public static string Write(Scratch scratch, string demo, int step, string gaps)
    {
        var lines = Repository.Read($"data/{demo}.csv").TrimEnd('\n').Split('\n');
        var header = lines[0].Replace("\"", "", StringComparison.Ordinal).Split(',');
        var gap = Array.IndexOf(header, gaps);
        var rows = lines.Skip(1).Where((_, index) => index % step == 0).Select((line, index) =>
        {
            var fields = line.Split(',');
            if (index % 13 == 0)
                fields[gap] = "";
            var serial = 20_000_000 + ((index * 7919 % 41) - 20) / 2.0;
            return string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', fields)},{serial},{Colours[index * 31 % 6]}");
        });
        return scratch.Write($"{demo}.csv", string.Join('\n', [$"{string.Join(',', header)},serial,colour", .. rows]) + "\n");
    }
}

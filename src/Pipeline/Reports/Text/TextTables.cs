using System.Globalization;
using Pipeline.Artifacts;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Reports.Text;

/// <summary>Aligned tables of a manifest.</summary>
internal static class TextTables
{
    private static readonly string[] header = ["column", "type", "rows", "missing", "mean", "std dev", "minimum", "maximum"];

    /// <summary>The input columns with what the training rows say of them.</summary>
    public static IEnumerable<string> Columns(Manifest manifest)
    {
        var rows = new List<string[]> { header };
        foreach (var (column, statistics) in manifest.Signature.Numeric.Zip(manifest.Statistics.Numeric))
        {
            rows.Add([DataText.Cell(column.Name), column.Type.ToString(), Count(statistics.Count), Count(statistics.Missing), Figure(statistics.Mean, column.Type),
                Figure(Math.Sqrt(statistics.Variance), column.Type), Figure(statistics.Minimum, column.Type), Figure(statistics.Maximum, column.Type)]);
        }
        foreach (var column in manifest.Statistics.Categorical)
            rows.Add([DataText.Cell(column.Name), string.Create(CultureInfo.InvariantCulture, $"{column.Categories.Count:N0} categories"), Count(column.Count), Count(column.Missing), "", "", "", ""]);
        var widths = Enumerable.Range(0, 8).Select(i => rows.Max(row => row[i].Length)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, i) => i < 2 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
    }

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A column that is carried as Double differs in digits that six would not show.</summary>
    private static string Figure(double value, NumericType type) => value.ToString(type == NumericType.Double ? "G12" : "G6", CultureInfo.InvariantCulture);
}

using Pipeline.Artifacts;
using Pipeline.Model;
using Pipeline.Model.Problems;
using static System.FormattableString;

namespace Pipeline.Reports.Text;

/// <summary>The input columns of a model with what the training rows say of them, as a table.</summary>
internal static class ColumnsText
{
    private static readonly string[] header = ["column", "type", "rows", "missing", "mean", "std dev", "minimum", "maximum"];

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(Manifest manifest) => TextTable.Lines(
    [
        header,
        .. manifest.Signature.Numeric.Zip(manifest.Statistics.Numeric, Cells),
        .. manifest.Statistics.Categorical.Select(Cells),
    ], left: 2);

    private static string[] Cells(NumericColumn column, NumericStatistics statistics) =>
    [
        DataText.Cell(column.Name), column.Type.ToString(), Invariant($"{statistics.Count:N0}"), Invariant($"{statistics.Missing:N0}"),
        Figure(statistics.Mean, column.Type), Figure(Math.Sqrt(statistics.Variance), column.Type),
        Figure(statistics.Minimum, column.Type), Figure(statistics.Maximum, column.Type),
    ];

    private static string[] Cells(CategoricalStatistics column) =>
    [
        DataText.Cell(column.Name), Invariant($"{column.Categories.Count:N0} categories"),
        Invariant($"{column.Count:N0}"), Invariant($"{column.Missing:N0}"), "", "", "", "",
    ];

    /// <summary>A column that is carried as Double differs in digits that six would not show.</summary>
    private static string Figure(double value, NumericType type) => type == NumericType.Double ? Invariant($"{value:G12}") : Invariant($"{value:G6}");
}

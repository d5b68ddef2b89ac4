using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tables.Audit;

/// <summary>A feature that has another value in (almost) every training row.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Distinct">Different values.</param>
/// <param name="Rows">Training rows with a value.</param>
/// <param name="Numeric">Whether it is a number that counts the rows, or a category.</param>
internal sealed record DistinctColumn(string Column, long Distinct, long Rows, bool Numeric);

/// <summary>
/// Finds the features that tell rows apart and nothing else: categories of which more than 95 % are different in at least 50 training
/// rows, and whole numbers of which as many are different and that leave at most three of four numbers out, so that they count the rows.
/// (Other numbers may well differ in every row.)
/// </summary>
internal static class DistinctColumns
{
    private const long FewestRows = 50;
    private const double Share = 0.95;
    private const double NumbersPerValue = 4;

    /// <summary>These features, in the order of the statistics.</summary>
    public static IReadOnlyList<DistinctColumn> Of(ColumnStatistics statistics) =>
    [
        .. statistics.Numeric.Where(column => IsAlmostDistinct(column.Distinct, column.Count) && CountsRows(column))
            .Select(column => new DistinctColumn(column.Name, column.Distinct, column.Count, true)),
        .. statistics.Categorical.Where(column => IsAlmostDistinct(column.Categories.Count, column.Count))
            .Select(column => new DistinctColumn(column.Name, column.Categories.Count, column.Count, false)),
    ];

    /// <summary>Refuses such categories, but for those that the config allows.</summary>
    /// <exception cref="DataException">There are some; all are named.</exception>
    public static void Require(IReadOnlyList<string> allowed, ColumnStatistics statistics)
    {
        var problems = Of(statistics)
            .Where(column => !column.Numeric && !allowed.Any(pattern => ColumnPatterns.Matches(pattern, column.Column)))
            .Select(column => new Problem($"column {DataText.Name(column.Column)}",
                FormattableString.Invariant($"{column.Distinct:N0} different categories in {column.Rows:N0} training rows"),
                "categories that repeat: a model learns nothing from one that is in a single row",
                "Leave the column out ($.data.ignore), pass it through ($.data.id), or name it in $.data.allowDistinct where it is meant."))
            .ToList();
        if (problems.Count > 0)
            throw new DataException(problems);
    }

    private static bool IsAlmostDistinct(long distinct, long rows) => rows >= FewestRows && distinct > Share * rows;

    private static bool CountsRows(NumericStatistics column) => column.Whole && column.Maximum - column.Minimum < NumbersPerValue * column.Distinct;
}

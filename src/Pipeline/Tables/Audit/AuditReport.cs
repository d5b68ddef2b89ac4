using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tables.Audit;

/// <summary>A column with missing fields.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Fields">Fields that were missing.</param>
/// <param name="Filled">Whether the chain fills them; where it does not, the rows belong to none of the column's categories.</param>
internal sealed record MissingFields(string Column, long Fields, bool Filled);

/// <summary>A column with categories that no training row had.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Fields">Fields with such a category; they belong to none.</param>
/// <param name="Examples">Some of the categories.</param>
internal sealed record UnseenCategories(string Column, long Fields, IReadOnlyList<string> Examples);

/// <summary>What a run met in its rows.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="FeatureFields">Feature fields looked at.</param>
/// <param name="Missing">Columns with missing fields.</param>
/// <param name="CategoricalFields">Categorical fields looked at.</param>
/// <param name="Unseen">Columns with unseen categories.</param>
/// <param name="Shifted">Columns that are not what they were in training.</param>
internal sealed record AuditReport(
    long Rows, long FeatureFields, IReadOnlyList<MissingFields> Missing,
    long CategoricalFields, IReadOnlyList<UnseenCategories> Unseen, IReadOnlyList<ShiftedColumn> Shifted)
{
    /// <summary>What the statistics of the training rows say of them.</summary>
    /// <param name="statistics">The statistics.</param>
    /// <param name="fills">Whether the chain fills a missing category of a column.</param>
    public static AuditReport OfTraining(ColumnStatistics statistics, Func<CategoricalStatistics, bool> fills)
    {
        var counts = statistics.Numeric.Select(column => column.Count + column.Missing)
            .Concat(statistics.Categorical.Select(column => column.Count + column.Missing));
        var rows = counts.FirstOrDefault();
        var missing = statistics.Numeric.Select(column => new MissingFields(column.Name, column.Missing, true))
            .Concat(statistics.Categorical.Select(column => new MissingFields(column.Name, column.Missing, fills(column))));
        return new AuditReport(rows, (statistics.Numeric.Count + statistics.Categorical.Count) * rows, missing.Where(column => column.Fields > 0).ToList(),
            statistics.Categorical.Count * rows, [], []);
    }

    /// <summary>Fails where more fields are missing or unseen than allowed, or a column has changed beyond doubt.</summary>
    /// <exception cref="CheckException">A limit is exceeded, or a column has.</exception>
    public void Check(FieldLimit? maxMissing, FieldLimit? maxUnseen, ShiftPolicy onShift)
    {
        var problems = onShift == ShiftPolicy.Fail ? Shifted.Where(column => column.Unmistakable).Select(column => column.AsProblem()).ToList() : [];
        var missing = Missing.Sum(column => column.Fields);
        if (maxMissing?.IsExceeded(missing, FeatureFields) == true)
            problems.Add(Over("--max-missing", missing, "missing", Missing.Select(column => Show(column.Column, column.Fields)), maxMissing));
        var unseen = Unseen.Sum(column => column.Fields);
        if (maxUnseen?.IsExceeded(unseen, CategoricalFields) == true)
            problems.Add(Over("--max-unseen", unseen, "with an unseen category", Unseen.Select(column => Show(column.Column, column.Fields)), maxUnseen));
        if (problems.Count > 0)
            throw new CheckException(problems);
    }

    private static Problem Over(string option, long fields, string what, IEnumerable<string> columns, FieldLimit limit) =>
        new(option, FormattableString.Invariant($"{fields:N0} fields {what} ({DataText.Join(columns)})"), limit.ToString());

    private static string Show(string column, long fields) => FormattableString.Invariant($"{DataText.Name(column)} {fields:N0}");
}

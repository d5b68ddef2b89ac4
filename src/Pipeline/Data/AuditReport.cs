using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>A column with missing fields.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Fields">Fields that were missing.</param>
/// <param name="Filled">Whether the chain fills them; where it does not, the rows belong to none of the column's categories.</param>
public sealed record MissingFields(string Column, long Fields, bool Filled);

/// <summary>A column with categories that no training row had.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Fields">Fields with such a category; they belong to none.</param>
/// <param name="Examples">Some of the categories.</param>
public sealed record UnseenCategories(string Column, long Fields, IReadOnlyList<string> Examples);

/// <summary>A numeric column whose mean is more than three training standard deviations from the training mean.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Mean">Mean of the rows at hand.</param>
/// <param name="TrainingMean">Mean of the training rows.</param>
/// <param name="TrainingDeviation">Standard deviation of the training rows.</param>
public sealed record ShiftedColumn(string Column, double Mean, double TrainingMean, double TrainingDeviation)
{
    /// <summary>Mean over training mean; null where that is 0.</summary>
    public double? Factor => TrainingMean == 0 ? null : Mean / TrainingMean;
}

/// <summary>What a run met in its rows.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="FeatureFields">Feature fields looked at.</param>
/// <param name="Missing">Columns with missing fields.</param>
/// <param name="CategoricalFields">Categorical fields looked at.</param>
/// <param name="Unseen">Columns with unseen categories.</param>
/// <param name="Shifted">Columns far from their training rows: another unit, another scale, or normalized already.</param>
public sealed record AuditReport(
    long Rows, long FeatureFields, IReadOnlyList<MissingFields> Missing,
    long CategoricalFields, IReadOnlyList<UnseenCategories> Unseen, IReadOnlyList<ShiftedColumn> Shifted)
{
    /// <summary>Fails where more fields are missing or unseen than allowed.</summary>
    /// <exception cref="CheckException">A limit is exceeded.</exception>
    public void Check(FieldLimit? maxMissing, FieldLimit? maxUnseen)
    {
        var problems = new List<Problem>();
        var missing = Missing.Sum(column => column.Fields);
        if (maxMissing?.IsExceeded(missing, FeatureFields) == true)
            problems.Add(Over("--max-missing", missing, "missing", Missing.Select(c => FormattableString.Invariant($"{c.Column} {c.Fields:N0}")), maxMissing));
        var unseen = Unseen.Sum(column => column.Fields);
        if (maxUnseen?.IsExceeded(unseen, CategoricalFields) == true)
            problems.Add(Over("--max-unseen", unseen, "with an unseen category", Unseen.Select(c => FormattableString.Invariant($"{c.Column} {c.Fields:N0}")), maxUnseen));
        if (problems.Count > 0)
            throw new CheckException(problems);
    }

    private static Problem Over(string option, long fields, string what, IEnumerable<string> columns, FieldLimit limit) =>
        new(option, FormattableString.Invariant($"{fields:N0} fields {what} ({string.Join(", ", columns)})"), limit.ToString());
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pipeline.Configuration.Records;

/// <summary>How rows are held out.</summary>
internal enum SplitBy
{
    /// <summary>Rows, stratified by the label or target.</summary>
    Rows,

    /// <summary>Rows with equal features stay on one side.</summary>
    Features,

    /// <summary>Groups: all rows with the same value in a column stay on one side.</summary>
    Group,

    /// <summary>Time: the last rows are held out.</summary>
    Time,

    /// <summary>A column says which rows are held out.</summary>
    Column,
}

/// <summary>How rows are held out for the test, for validation, and for the folds of scoring.fitOn.</summary>
[Description("How rows are held out: for the test, for validation, and for the folds of scoring.fitOn.")]
internal sealed record SplitConfig
{
    [Description("rows: row by row, stratified by the label or the tenths of the target; features: rows with equal features on one side; group: "
        + "no group on both sides; time: the last rows are held out; column: a column says train or test (or validation).")]
    public SplitBy By { get; init; } = SplitBy.Rows;

    [Description("Columns that tell one row from another: with the seed they decide a row's side. Without it: the columns of data.id, else "
        + "every column of the files, used or not.")]
    public IReadOnlyList<string> Key { get; init; } = [];

    [Description("The column of the groups, of the times (numbers or ISO 8601, all in one form), or of the sides.")]
    [When("where by is group, time or column")]
    public string? Column { get; init; }

    [Description("Share of the rows that is held out.")]
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    [When("where by is not column and data.test names no file")]
    public double TestFraction { get; init; } = 0.2;

    /// <summary>Share of the training rows that is kept for validation, or null.</summary>
    [Description("Share of the training rows that the model does not learn from, but may look at: for model.earlyStopping and scoring.fitOn. "
        + "Taken as the held-out rows are. Where by is column, that column says validation.")]
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    [When("where by is not column, with model.earlyStopping or scoring.fitOn validation")]
    public double? Validation { get; init; }

    /// <summary>Least distance in time between training and held-out rows, or null.</summary>
    [Description("Least time between training and held-out rows; rows in between are left out. A length with d, h, m or s such as \"7d\", or a "
        + "number in the unit of a column of numbers.")]
    [When("where by is time and data.test names no file")]
    public SplitGap? Gap { get; init; }
}

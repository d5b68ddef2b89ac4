using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Pipeline.Configuration.Forms;

namespace Pipeline.Configuration;

/// <summary>What keeps rows together when some are held out.</summary>
public enum SplitBy
{
    /// <summary>Rows, stratified by the label; repeated rows stay on one side.</summary>
    Rows,

    /// <summary>Groups: all rows with the same value in a column stay on one side.</summary>
    Group,

    /// <summary>Time: the last rows are held out.</summary>
    Time,
}

/// <summary>How rows are held out for the test.</summary>
[Description("How rows are held out for the test.")]
public sealed record SplitConfig
{
    /// <summary>What keeps rows together.</summary>
    [Description("rows: stratified by the label, repeated rows on one side; group: no group on both sides; time: the last rows are held out.")]
    public SplitBy By { get; init; } = SplitBy.Rows;

    /// <summary>The group or time column.</summary>
    [Description("The column of the groups, or of the time (numbers or ISO 8601).")]
    [When("where by is group or time")]
    public string? Column { get; init; }

    /// <summary>Share of the rows that is held out.</summary>
    [Description("Share of the rows that is held out.")]
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double TestFraction { get; init; } = 0.2;
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Pipeline.Configuration.Forms;

namespace Pipeline.Configuration;

/// <summary>The tables of a run and what their columns are.</summary>
[Description("The tables of a run and what their columns are. Paths are relative to the config file.")]
public sealed record DataConfig
{
    /// <summary>Training file(s): paths, directories or globs.</summary>
    [Description("Training file, directory or glob, or a list of them.")]
    [MinLength(1)]
    public required IReadOnlyList<string> Train { get; init; }

    /// <summary>Test file(s); empty where rows are split off the training files.</summary>
    [Description("Test file, directory or glob, or a list of them; without it rows are split off (see split).")]
    public IReadOnlyList<string> Test { get; init; } = [];

    /// <summary>The column to predict.</summary>
    [Description("The column to predict.")]
    public required LabelConfig Label { get; init; }

    /// <summary>Columns that pass through to the scores.</summary>
    [Description("Columns that pass through to the scores.")]
    public IReadOnlyList<string> Id { get; init; } = [];

    /// <summary>Numeric feature columns.</summary>
    [Description("Numeric feature columns: names, patterns with * and ?, or \"rest\" for every column not named elsewhere.")]
    public ColumnSet Numeric { get; init; } = ColumnSet.None;

    /// <summary>Categorical feature columns.</summary>
    [Description("Categorical feature columns: names, patterns with * and ?, or \"rest\" for every column not named elsewhere.")]
    public ColumnSet Categorical { get; init; } = ColumnSet.None;

    /// <summary>Columns that are left out.</summary>
    [Description("Columns to leave out: names or patterns.")]
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Texts that mean «no value», beside the empty field.</summary>
    [Description("Texts that mean a missing value, beside the empty field (and NaN in a numeric column); matched exactly.")]
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The field separator.</summary>
    [Description("The field separator: one ASCII character.")]
    public char Separator { get; init; } = ',';

    /// <summary>Column of row weights, or null.</summary>
    [Description("Column of row weights (numbers, not negative): in the loss, the fill values, the normalizer, the calibrator and the figures, "
        + "a row of weight 2 counts as two rows and one of weight 0 as none. Limits on rows, such as minimumExampleCountPerLeaf, count rows; "
        + "the column statistics in the zip are without weights, since new rows have none.")]
    public string? Weight { get; init; }

    /// <summary>Numeric columns carried as Double through the normalizer, whatever the rule says.</summary>
    [Description("Numeric columns to carry as Double through the normalizer, whatever the rule says: names or patterns.")]
    public IReadOnlyList<string> AsDouble { get; init; } = [];

    /// <summary>Numeric columns carried as Single, whatever the rule says.</summary>
    [Description("Numeric columns to carry as Single, whatever the rule says: names or patterns.")]
    public IReadOnlyList<string> AsSingle { get; init; } = [];
}

/// <summary>The column to predict.</summary>
[Description("The column to predict.")]
public sealed record LabelConfig
{
    /// <summary>Its name.</summary>
    [Description("Name of the column.")]
    public required string Column { get; init; }

    /// <summary>The class whose probability is reported; needed for binary, refused otherwise.</summary>
    [Description("The class whose probability is reported; binary needs it.")]
    [When("for task binary")]
    public string? Positive { get; init; }
}

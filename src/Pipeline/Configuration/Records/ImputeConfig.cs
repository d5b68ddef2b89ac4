using System.ComponentModel;

namespace Pipeline.Configuration.Records;

/// <summary>How a missing number is filled.</summary>
internal enum NumericImpute
{
    /// <summary>The mean of the training rows.</summary>
    Mean,

    /// <summary>The median of the training rows.</summary>
    Median,

    /// <summary>The commonest value of the training rows; the smallest of them on a tie.</summary>
    Mode,

    /// <summary>A stated value.</summary>
    Constant,
}

/// <summary>How a missing category is filled.</summary>
internal enum CategoricalImpute
{
    /// <summary>Not filled: the row belongs to no category (all indicators are 0).</summary>
    None,

    /// <summary>The commonest category of the training rows; the first in ordinal order on a tie.</summary>
    Mode,

    /// <summary>A stated category.</summary>
    Constant,
}

[Description("How missing values are filled; fitted on the training rows.")]
internal sealed record ImputeConfig
{
    [Description("How a missing number is filled.")]
    public NumericImpute Numeric { get; init; } = NumericImpute.Mean;

    /// <summary>The value of <see cref="NumericImpute.Constant"/>.</summary>
    [Description("The number that constant fills in.")]
    [When("where numeric is constant")]
    public double NumericValue { get; init; }

    [Description("How a missing category is filled; none leaves the row without a category (all its indicators are 0).")]
    public CategoricalImpute Categorical { get; init; } = CategoricalImpute.None;

    /// <summary>The category of <see cref="CategoricalImpute.Constant"/>.</summary>
    [Description("The category that constant fills in.")]
    [When("where categorical is constant")]
    public string CategoricalValue { get; init; } = "(missing)";

    [Description("Numeric columns that are filled in another way, by name.")]
    public IReadOnlyDictionary<string, ColumnImputeConfig> Columns { get; init; } = new Dictionary<string, ColumnImputeConfig>();

    /// <summary>Numeric columns that get a feature which is 1 where the value was missing.</summary>
    [Description("Numeric columns that get one more feature, 1 where the value was missing and 0 elsewhere: names or patterns.")]
    public IReadOnlyList<string> Indicators { get; init; } = [];
}

[Description("How one numeric column is filled.")]
internal sealed record ColumnImputeConfig
{
    [Description("How a missing number is filled.")]
    public NumericImpute Numeric { get; init; } = NumericImpute.Mean;

    /// <summary>The value of <see cref="NumericImpute.Constant"/>.</summary>
    [Description("The number that constant fills in.")]
    [When("where numeric is constant")]
    public double NumericValue { get; init; }
}

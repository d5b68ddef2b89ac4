using System.Text.Json.Serialization;

namespace Pipeline.Model;

/// <summary>What the training rows say of a numeric column; missing values are left out of all but their own count.</summary>
/// <param name="Name">The column.</param>
/// <param name="Count">Rows with a value.</param>
/// <param name="Missing">Rows without one.</param>
/// <param name="Mean">Mean; NaN-free: 0 where there is no value.</param>
/// <param name="Variance">Variance of the population (divided by n).</param>
/// <param name="Minimum">Smallest value.</param>
/// <param name="Maximum">Largest value.</param>
/// <param name="Mode">Commonest value; the smallest of them on a tie.</param>
/// <param name="Quantiles">Quantiles at <see cref="QuantileLevels"/>, linear definition (Hyndman and Fan 1996, type 7).</param>
internal sealed record NumericStatistics(
    string Name, long Count, long Missing, double Mean, double Variance, double Minimum, double Maximum, double Mode,
    IReadOnlyList<double> Quantiles)
{
    /// <summary>The levels of the quantiles that are kept.</summary>
    public static IReadOnlyList<double> QuantileLevels { get; } = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

    /// <summary>How many different values there are.</summary>
    public long Distinct { get; init; }

    /// <summary>How many rows have the commonest value.</summary>
    public long ModeCount { get; init; }

    /// <summary>Whether all values are whole numbers; false where there is none.</summary>
    public bool Whole { get; init; }

    /// <summary>The median.</summary>
    public double Median => Quantiles[4];
}

/// <summary>A category and how many training rows have it.</summary>
/// <param name="Value">The text.</param>
/// <param name="Count">Training rows.</param>
internal sealed record CategoryCount(string Value, long Count)
{
    /// <summary>What those rows weigh; null where rows have no weights. Not recorded.</summary>
    [JsonIgnore]
    public double? Weight { get; init; }
}

/// <summary>What the training rows say of a categorical column.</summary>
/// <param name="Name">The column.</param>
/// <param name="Count">Rows with a category.</param>
/// <param name="Missing">Rows without one.</param>
/// <param name="Categories">All categories of the training rows, in ordinal order.</param>
internal sealed record CategoricalStatistics(string Name, long Count, long Missing, IReadOnlyList<CategoryCount> Categories);

/// <summary>What the training rows say of the feature columns.</summary>
/// <param name="Numeric">In the order of the signature.</param>
/// <param name="Categorical">In the order of the signature.</param>
internal sealed record ColumnStatistics(
    IReadOnlyList<NumericStatistics> Numeric, IReadOnlyList<CategoricalStatistics> Categorical);

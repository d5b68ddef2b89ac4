using System.Globalization;
using Pipeline.Model.Problems;

namespace Pipeline.Tables.Audit;

/// <summary>A numeric column whose rows are not those of the training; <see cref="ShiftRule"/> says when.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Rows">Rows with a value.</param>
/// <param name="Mean">Mean of the rows at hand.</param>
/// <param name="TrainingMean">Mean of the training rows.</param>
/// <param name="TrainingDeviation">Standard deviation of the training rows.</param>
internal sealed record ShiftedColumn(string Column, long Rows, double Mean, double TrainingMean, double TrainingDeviation)
{
    /// <summary>Smallest value of the training rows.</summary>
    public double TrainingMinimum { get; init; }

    /// <summary>Largest value of the training rows.</summary>
    public double TrainingMaximum { get; init; }

    /// <summary>Share of the rows outside of the range of the training rows.</summary>
    public double Outside { get; init; }

    /// <summary>The largest share of rows that lies elsewhere than the quantiles of the training rows say (Kuiper's distance).</summary>
    public double Moved { get; init; }

    /// <summary>The distance between the 10 % and the 90 % quantile over that of the training rows; null where that is 0.</summary>
    public double? SpreadRatio { get; init; }

    /// <summary>What happened to the column, in words, where that is known: «×0.001», «standardised already»; else null.</summary>
    public string? Change { get; init; }

    /// <summary>The factor, where the change is one.</summary>
    public double? Factor { get; init; }

    /// <summary>Whether it is beyond doubt: a drift of the data does not look like this.</summary>
    public bool Unmistakable { get; init; }

    /// <summary>In words: what happened, where that is known, and the figures that tell it.</summary>
    public string Text
    {
        get
        {
            var parts = new List<string>
            {
                string.Create(CultureInfo.InvariantCulture, $"mean {Mean:G6}, in training {TrainingMean:G6} ± {TrainingDeviation:G6}"),
                string.Create(CultureInfo.InvariantCulture, $"{Outside * 100:0.#}% of {Rows:N0} rows outside of {TrainingMinimum:G6} to {TrainingMaximum:G6}"),
            };
            if (SpreadRatio is { } spread and (< 0.5 or > 2))
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"spread ×{spread:G3}"));
            return (Change is null ? "" : $"{Change}: ") + string.Join(", ", parts);
        }
    }

    /// <summary>As the error that it is where it is unmistakable.</summary>
    internal Problem AsProblem() => new($"column {DataText.Name(Column)}", Text, "the unit and scale of the training rows",
        "Mend the column, or give --on-shift warn where the change is meant.");
}

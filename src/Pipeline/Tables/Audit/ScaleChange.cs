using System.Globalization;
using Pipeline.Model;

namespace Pipeline.Tables.Audit;

/// <summary>Something that is done to a column by mistake, all rows alike, and how it is undone.</summary>
/// <param name="Text">What it is, in words.</param>
/// <param name="Factor">The factor, where it is one.</param>
/// <param name="Undo">From a row at hand to the row as it would have been.</param>
internal sealed record ScaleChange(string Text, double? Factor, Func<double, double> Undo)
{
    /// <summary>A factor nearer to 1 may be a drift.</summary>
    private const double SmallestFactor = 5;

    /// <summary>The commonest first. Units of money, length and mass; months, weeks, days, hours, minutes and seconds.</summary>
    private static readonly double[] factors =
        [10, 100, 1e3, 1e4, 1e5, 1e6, 1e9, 7, 12, 24, 30, 52, 60, 365, 1440, 3600, 86400];

    /// <summary>The changes that a column can be recognised to have gone through.</summary>
    public static IEnumerable<ScaleChange> Of(NumericStatistics trained)
    {
        foreach (var factor in factors)
        {
            yield return Scaled(factor, string.Create(CultureInfo.InvariantCulture, $"×{factor:0.######}"));
            var inverse = Math.Log10(factor) % 1 == 0 ? (1 / factor).ToString("0.#########", CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"1/{factor:0}");
            yield return Scaled(1 / factor, $"×{inverse}");
        }
        yield return Scaled(-1, "×−1");
        var deviation = Math.Sqrt(trained.Variance);
        yield return new("standardised already", null, value => (value * deviation) + trained.Mean);
        var (minimum, width) = (trained.Minimum, trained.Maximum - trained.Minimum);
        yield return new("scaled to 0…1 already", null, value => (value * width) + minimum);
        if (minimum < 0)
            yield break;
        if (minimum > 0)
        {
            yield return new("logarithms already", null, Math.Exp);
            yield return new("logarithms already (base 10)", null, value => Math.Pow(10, value));
        }
        yield return new("logarithms already (of 1 and the value)", null, value => Math.Exp(value) - 1);
    }

    /// <summary>Factors that are no unit's own: what the median, or else the spread, has been multiplied by.</summary>
    /// <param name="trained">The training rows.</param>
    /// <param name="median">Median of the rows at hand.</param>
    /// <param name="spread">Their spread over that of the training rows; null where that is 0.</param>
    public static IEnumerable<ScaleChange> Estimated(NumericStatistics trained, double median, double? spread) =>
        new[] { median / trained.Median, spread ?? double.NaN }
            .Where(factor => double.IsFinite(factor) && (factor >= SmallestFactor || (factor > 0 && factor <= 1 / SmallestFactor)))
            .Select(factor => Scaled(factor, string.Create(CultureInfo.InvariantCulture, $"×{factor:G3}")));

    private static ScaleChange Scaled(double factor, string text) => new(text, factor, value => value / factor);
}

using System.Globalization;

namespace Pipeline.Reports.Text;

/// <summary>Numbers as the printed report shows them, the same in every culture.</summary>
internal static class FigureText
{
    /// <summary>
    /// Four significant digits, one more from 1 to 10 so that a share of 1.0000 has the decimals of 0.8123, and never fewer
    /// than the whole part has: 0.01235, 12.35, 12346, 1.234e-05.
    /// </summary>
    public static string Of(double? figure)
    {
        if (figure is not { } value)
            return "undefined";
        if (value == 0)
            return "0.0000";

        // The exponent after rounding to four digits: 0.99996 is 1.0000. (The format "0.000e+00" would round twice.)
        var scientific = value.ToString("e3", CultureInfo.InvariantCulture);
        var at = scientific.IndexOf('e');
        var exponent = int.Parse(scientific.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var decimals = exponent == 0 ? 4 : Math.Max(0, 3 - exponent);
        return exponent is < -4 or > 14
            ? string.Create(CultureInfo.InvariantCulture, $"{scientific.AsSpan(0, at)}e{exponent:+00;-00}")
            : value.ToString(string.Create(CultureInfo.InvariantCulture, $"F{decimals}"), CultureInfo.InvariantCulture);
    }

    /// <summary>A count or a sum of weights: whole where it is, else with four decimals.</summary>
    public static string Count(double weight) =>
        weight.ToString(weight == Math.Floor(weight) ? "F0" : "F4", CultureInfo.InvariantCulture);
}

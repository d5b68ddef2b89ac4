using System.Globalization;

namespace Pipeline.Evaluation;

/// <summary>Numbers as the printed report shows them, the same in every culture.</summary>
internal static class FigureText
{
    /// <summary>Four significant digits, and never fewer than the whole part has: 0.8123, 12.35, 12346, 1.234e-05.</summary>
    public static string Of(double? figure)
    {
        if (figure is not { } value)
            return "undefined";
        if (value == 0)
            return "0.0000";

        // The exponent after rounding to four digits: 0.99996 is 1.000.
        var scientific = value.ToString("0.000e+00", CultureInfo.InvariantCulture);
        var exponent = int.Parse(scientific.AsSpan(scientific.IndexOf('e') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent is < -4 or > 14
            ? scientific
            : value.ToString(string.Create(CultureInfo.InvariantCulture, $"F{Math.Max(0, 3 - exponent)}"), CultureInfo.InvariantCulture);
    }

    /// <summary>A count or a sum of weights: whole where it is, else with four decimals.</summary>
    public static string Count(double weight) =>
        weight.ToString(weight == Math.Floor(weight) ? "F0" : "F4", CultureInfo.InvariantCulture);
}

using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Configuration.Json;

/// <summary>The numbers that are allowed: from a minimum to a maximum, each of which may be missing or excluded.</summary>
internal readonly record struct NumberRange(double? Minimum, double? Maximum, bool MinimumExcluded = false, bool MaximumExcluded = false)
{
    public static NumberRange All => default;

    public static NumberRange AtLeast(double minimum) => new(minimum, null);

    public static NumberRange Above(double minimum) => new(minimum, null, true);

    public static NumberRange Between(double minimum, double maximum) => new(minimum, maximum);

    public static NumberRange AboveUpTo(double minimum, double maximum) => new(minimum, maximum, true);

    public static NumberRange Of(RangeAttribute? attribute) => attribute is null
        ? All
        : new(
            Convert.ToDouble(attribute.Minimum, CultureInfo.InvariantCulture), Convert.ToDouble(attribute.Maximum, CultureInfo.InvariantCulture),
            attribute.MinimumIsExclusive, attribute.MaximumIsExclusive);

    /// <summary>« from 0 to 1» and the like, to follow «a number»; empty where every number is allowed.</summary>
    public string Text
    {
        get
        {
            var lower = Minimum is { } low ? (MinimumExcluded ? " above " : Maximum is null ? " of at least " : " from ") + Show(low) : "";
            var upper = Maximum is { } high ? (MaximumExcluded ? " below " : Minimum is null || MinimumExcluded ? " up to " : " to ") + Show(high) : "";
            return lower.Length > 0 && (MinimumExcluded || MaximumExcluded) && upper.Length > 0 ? $"{lower} and{upper}" : lower + upper;
        }
    }

    public bool Contains(double value) =>
        (Minimum is not { } low || (MinimumExcluded ? value > low : value >= low)) &&
        (Maximum is not { } high || (MaximumExcluded ? value < high : value <= high));

    public void AddTo(JsonObject schema)
    {
        if (Minimum is { } low)
            schema[MinimumExcluded ? "exclusiveMinimum" : "minimum"] = low;
        if (Maximum is { } high)
            schema[MaximumExcluded ? "exclusiveMaximum" : "maximum"] = high;
    }

    private static string Show(double value) => value.ToString(CultureInfo.InvariantCulture);
}

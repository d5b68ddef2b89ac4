using System.Globalization;

namespace Pipeline.Configuration.Records;

/// <summary>A length of time.</summary>
/// <param name="Size">How many of the unit; above 0.</param>
/// <param name="Unit">d, h, m or s; null for the unit of the column.</param>
internal sealed record SplitGap(decimal Size, char? Unit)
{
    private const string Units = "dhms";

    /// <summary>Reads «7d» or «90»; null where the text is neither.</summary>
    public static SplitGap? Parse(string text)
    {
        char? unit = text.Length > 1 && Units.Contains(text[^1], StringComparison.Ordinal) ? text[^1] : null;
        var number = unit is null ? text : text[..^1];
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var size) && size > 0
            ? new SplitGap(size, unit)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Size}{Unit}");
}

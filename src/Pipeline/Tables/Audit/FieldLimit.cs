using System.Globalization;

namespace Pipeline.Tables.Audit;

/// <summary>How many fields may be missing or unseen: a number, or a share of the fields looked at.</summary>
/// <param name="Count">The number; null where it is a share.</param>
/// <param name="Share">The share, 0 to 1; null where it is a number.</param>
internal sealed record FieldLimit(long? Count, decimal? Share)
{
    /// <summary>Reads «20» or «0.5%»; null where the text is neither.</summary>
    public static FieldLimit? Parse(string text)
    {
        if (text.EndsWith('%'))
        {
            return decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
                && percent <= 100
                ? new FieldLimit(null, percent / 100) : null;
        }
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? new FieldLimit(count, null) : null;
    }

    /// <summary>Whether a number of fields out of all is more than allowed.</summary>
    public bool IsExceeded(long fields, long all) => Count is { } count ? fields > count : fields > Share!.Value * all;

    /// <inheritdoc/>
    public override string ToString() => Count is { } count
        ? string.Create(CultureInfo.InvariantCulture, $"at most {count:N0} fields")
        : string.Create(CultureInfo.InvariantCulture, $"at most {Share * 100:0.###}% of the fields");
}

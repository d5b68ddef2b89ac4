using System.Globalization;
using System.Text;
using CsvHelper;

namespace Pipeline.Data;

/// <summary>
/// Reads fields by kind. Numbers are invariant-culture decimal numbers, read as double, correctly rounded; a Single column is
/// then rounded once to float32. NaN means missing. Infinities, numbers beyond the range of the type and thousands separators
/// are no numbers: none of them can be told from a broken export.
/// </summary>
internal sealed class FieldReader(TableSchema schema)
{
    private readonly byte[][] missing = schema.Missing.Select(Encoding.UTF8.GetBytes).ToArray();
    private readonly HashSet<string>? classes = schema.Classes?.ToHashSet(StringComparer.Ordinal);

    /// <summary>Reads a number; null where it is one, else what was expected.</summary>
    public string? Number(CsvReader reader, int field, FieldKind kind, out double value)
    {
        var text = reader.GetSpan(field);
        value = double.NaN;
        if (IsMissing(text))
            return kind is FieldKind.Single or FieldKind.Double ? null : Expected(kind);
        // The parser would take thousands separators, and NULs at the end, which a crashed writer leaves.
        if (!reader.TryParse(field, out value) || text.ContainsAny((byte)',', (byte)0))
            return kind == FieldKind.Time && Time(text, out value) ? null : Expected(kind);
        if (double.IsNaN(value) && kind is FieldKind.Single or FieldKind.Double)
            return null;
        if (kind == FieldKind.Single)
            value = (float)value;
        return double.IsFinite(value) && (kind != FieldKind.Weight || value >= 0) ? null : Expected(kind);
    }

    /// <summary>Reads a text; null where it is valid, else what was expected.</summary>
    public string? Text(CsvReader reader, int field, FieldKind kind, out string value)
    {
        value = "";
        if (kind != FieldKind.Text && IsMissing(reader.GetSpan(field)))
            return kind == FieldKind.Category ? null : Expected(kind);
        value = reader.GetString(field);
        return kind == FieldKind.Label && classes is not null && !classes.Contains(value) ? Expected(kind) : null;
    }

    private bool IsMissing(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return true;
        foreach (var marker in missing)
        {
            if (text.SequenceEqual(marker))
                return true;
        }
        return false;
    }

    private static bool Time(ReadOnlySpan<byte> text, out double seconds)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var valid = DateTimeOffset.TryParseExact(Encoding.UTF8.GetString(text), isoFormats, CultureInfo.InvariantCulture, Utc, out var time);
        seconds = valid ? (time - DateTimeOffset.UnixEpoch).TotalSeconds : double.NaN;
        return valid;
    }

    private static readonly string[] isoFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ssK",
    ];

    private string Expected(FieldKind kind) => kind switch
    {
        FieldKind.Single => "a number (decimal point, no thousands separator, at most ±3.4e38) or a missing value",
        FieldKind.Double => "a number (decimal point, no thousands separator, at most ±1.8e308) or a missing value",
        FieldKind.Target => "a finite number: every row needs its target",
        FieldKind.Weight => "a weight: a finite number, not negative",
        FieldKind.Time => "a time: a number, or a date and time in ISO 8601",
        FieldKind.Label when classes is not null => $"one of the classes of the model: {string.Join(", ", schema.Classes!.Select(c => $"'{c}'"))}",
        FieldKind.Label => "a class: every row needs its label",
        _ => "text",
    };
}

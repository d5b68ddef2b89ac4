using System.Globalization;
using System.Text;
using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>
/// Reads fields by kind. Numbers are invariant-culture decimal numbers, read as double, correctly rounded; a Single column is
/// then rounded once to float32. NaN means missing. Infinities, numbers beyond the range of the type and thousands separators
/// are no numbers: none of them can be told from a broken export. It keeps nothing of what it reads: threads may share it.
/// </summary>
internal sealed class FieldReader(TableSchema schema)
{
    private readonly byte[][] missing = schema.Missing.Select(Encoding.UTF8.GetBytes).ToArray();
    private readonly Vocabulary?[] vocabularies = schema.Columns.Select(column => schema.VocabularyOf(column) is { } texts ? new Vocabulary(texts) : null).ToArray();

    /// <summary>What is read.</summary>
    public TableSchema Schema => schema;

    /// <summary>Whether a field that is a plain number is never a missing one.</summary>
    public bool PlainNumbersCount { get; } = !schema.Missing.Any(marker => double.TryParse(marker, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    /// <summary>Reads a number; null where it is one, else what was expected.</summary>
    public string? Number(ReadOnlySpan<byte> text, FieldKind kind, out double value)
    {
        value = double.NaN;
        if (IsMissing(text))
            return kind is FieldKind.Single or FieldKind.Double ? null : Expected(kind);
        if (!TryParse(text, out value))
            return Expected(kind);
        if (double.IsNaN(value) && kind is FieldKind.Single or FieldKind.Double)
            return null;
        if (kind == FieldKind.Single)
            value = (float)value;
        return double.IsFinite(value) && (kind != FieldKind.Weight || value >= 0) ? null : Expected(kind);
    }

    /// <summary>
    /// The number of a category or class: its position in the vocabulary of its column, or <see cref="CategoryNumber.Unseen"/>; 0
    /// for any text where the column has no vocabulary.
    /// </summary>
    public int NumberOf(int column, ReadOnlySpan<byte> text) => vocabularies[column]?.Find(text) ?? 0;

    /// <summary>Whether a text stands for nothing.</summary>
    public bool IsMissing(ReadOnlySpan<byte> text)
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

    /// <summary>Whether a text that is not missing is one of its kind.</summary>
    public static bool IsSound(ReadOnlySpan<byte> text, FieldKind kind) => kind switch
    {
        FieldKind.Time => TimeText.TryRead(Encoding.UTF8.GetString(text), out _, out _),
        FieldKind.Side => SplitSides.Of(Encoding.UTF8.GetString(text)) is not null,
        _ => true,
    };

    /// <summary>What was expected of a field of a kind.</summary>
    public string Expected(FieldKind kind) => kind switch
    {
        FieldKind.Single => "a number (decimal point, no thousands separator, at most ±3.4e38) or a missing value",
        FieldKind.Double => "a number (decimal point, no thousands separator, at most ±1.8e308) or a missing value",
        FieldKind.Target => "a finite number: every row needs its target",
        FieldKind.Weight => "a weight: a finite number, not negative",
        FieldKind.Time => "a time: a number, or a date and time in ISO 8601",
        FieldKind.Group => "a group: every row needs its own",
        FieldKind.Side => "train, test or validation",
        FieldKind.Label when schema.Classes is not null => $"one of the classes of the model: {DataText.List(schema.Classes)}",
        FieldKind.Label => "a class: every row needs its label",
        _ => "text",
    };

    /// <summary>The parser would take NULs at the end, which a crashed writer leaves.</summary>
    private static bool TryParse(ReadOnlySpan<byte> text, out double value) => DecimalText.TryRead(text, out value)
        || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !text.Contains((byte)0));

}

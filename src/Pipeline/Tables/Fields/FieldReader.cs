using System.Text;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tables.Fields;

/// <summary>
/// Reads fields by kind. Numbers are invariant-culture decimal numbers, read as double, correctly rounded; a Single column is
/// then rounded once to float32. NaN means missing. Infinities, numbers beyond the range of the type and, where the schema does not
/// name them, thousands separators are no numbers: none of them can be told from a broken export. It keeps nothing of what it reads: threads may share it.
/// </summary>
internal sealed class FieldReader(TableSchema schema)
{
    private readonly FieldRule[] rules = [.. schema.Columns.Select(column => new FieldRule(column, schema))];
    private readonly Vocabulary?[] vocabularies =
        [.. schema.Columns.Select(column => schema.VocabularyOf(column) is { } texts ? new Vocabulary(texts) : null)];

    /// <summary>What is read.</summary>
    public TableSchema Schema => schema;

    /// <summary>How the fields of each column are read.</summary>
    public IReadOnlyList<FieldRule> Rules => rules;

    /// <summary>Reads a number of a column; null where it is one, else what was expected.</summary>
    public string? Number(int column, ReadOnlySpan<byte> text, FieldKind kind, out double value)
    {
        var rule = rules[column];
        value = double.NaN;
        if (rule.IsMissing(text))
            return kind is FieldKind.Single or FieldKind.Double ? null : Expected(kind, rule.Form);
        return rule.TryParse(text, out value) ? Number(column, kind, ref value) : Expected(kind, rule.Form);
    }

    /// <summary>
    /// Takes a number as its column holds it: rounded, NaN where it stands for nothing; null where it may stand there, else what was expected.
    /// </summary>
    public string? Number(int column, FieldKind kind, ref double value)
    {
        var rule = rules[column];
        if (rule.IsMissing(value))
            value = double.NaN;
        if (double.IsNaN(value) && kind is FieldKind.Single or FieldKind.Double)
            return null;
        if (kind == FieldKind.Single)
            value = (float)value;
        return double.IsFinite(value) && (kind != FieldKind.Weight || value >= 0) ? null : Expected(kind, rule.Form);
    }

    /// <summary>
    /// The number of a category or class: its position in the vocabulary of its column, or <see cref="CategoryNumber.Unseen"/>; 0
    /// for any text where the column has no vocabulary.
    /// </summary>
    public int NumberOf(int column, ReadOnlySpan<byte> text) => vocabularies[column]?.Find(text) ?? 0;

    /// <summary>Whether a text of a column stands for nothing.</summary>
    public bool IsMissing(int column, ReadOnlySpan<byte> text) => rules[column].IsMissing(text);

    /// <summary>Whether a text that is not missing is one of its kind.</summary>
    public static bool IsSound(ReadOnlySpan<byte> text, FieldKind kind) => kind switch
    {
        FieldKind.Time => TimeText.TryRead(Encoding.UTF8.GetString(text), out _, out _),
        FieldKind.Side => SplitSides.Of(Encoding.UTF8.GetString(text)) is not null,
        _ => true,
    };

    /// <summary>What was expected of a field of a kind.</summary>
    public string Expected(FieldKind kind, NumberText form) => kind switch
    {
        FieldKind.Single => $"a number ({form.Words()}, at most ±3.4e38) or a missing value",
        FieldKind.Double => $"a number ({form.Words()}, at most ±1.8e308) or a missing value",
        FieldKind.Target when form != NumberText.Plain => $"a finite number ({form.Words()}): every row needs its target",
        FieldKind.Target => "a finite number: every row needs its target",
        FieldKind.Weight => "a weight: a finite number, not negative",
        FieldKind.Time => "a time: a number, or a date and time in ISO 8601",
        FieldKind.Group => "a group: every row needs one",
        FieldKind.Side => "train, test or validation",
        FieldKind.Label when schema.Classes is not null => $"one of the classes of the model: {DataText.List(schema.Classes)}",
        FieldKind.Label => "a class: every row needs its label",
        _ => "text",
    };
}

using System.Text;
using Pipeline.Model.Problems;

namespace Pipeline.Tables.Fields;

/// <summary>Texts that other programs write for a missing number.</summary>
internal static class MissingMarkers
{
    private static readonly string[] usual = ["NA", "N/A", "NULL", "None", "nil", "-", "?", ".", "missing"];

    /// <summary>Whether a text is one of them.</summary>
    public static bool IsUsual(string text) => usual.Contains(text, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// What to do about a field that looks like one of them, like a number of other habits, or like a label that the config calls missing;
    /// nothing for other fields.
    /// </summary>
    public static string Hint(ReadOnlySpan<byte> field, ReadColumn column, FieldRule rule)
    {
        var text = field.Length > 40 ? "" : Encoding.UTF8.GetString(field);
        if (column.Kind is FieldKind.Label or FieldKind.Target or FieldKind.Weight or FieldKind.Time)
        {
            var isMarker = text.Length > 0
                && (rule.IsMissing(field) || (column.Kind != FieldKind.Label && rule.TryParse(field, out var value) && rule.IsMissing(value)));
            if (isMarker)
            {
                return $" ('{text}' is one of data.missing; where it is a value here, give the markers by kind and column: "
                    + $"{{ \"numeric\": [\"{text}\"], \"{DataText.Cell(column.Name)}\": [] }})";
            }
        }
        if (!column.Kind.IsNumber())
            return "";
        if (IsUsual(text) && column.Kind is FieldKind.Single or FieldKind.Double)
            return $" (where '{text}' means missing, train with data.missing: {Remedy([text])})";
        var habits = NumberHints.Of(field, column.Name, rule.Form);
        return habits.Count == 0 ? "" : $" (where '{text}' is a number, train with {string.Join(" or ", habits)})";
    }

    /// <summary>The member of the config by which such texts are missing among numbers alone: as categories they may well be values.</summary>
    public static string Remedy(IEnumerable<string> texts) => $"{{ \"numeric\": [{string.Join(", ", texts.Select(text => $"\"{text}\""))}] }}";
}

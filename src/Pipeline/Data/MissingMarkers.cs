using System.Text;
using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>Texts that other programs write for a missing number.</summary>
internal static class MissingMarkers
{
    private static readonly string[] usual = ["NA", "N/A", "NULL", "None", "nil", "-", "?", ".", "missing"];

    /// <summary>Whether a text is one of them.</summary>
    public static bool IsUsual(string text) => usual.Contains(text, StringComparer.OrdinalIgnoreCase);

    /// <summary>What to do about a field that looks like one of them, or like a number of other habits; nothing for other fields.</summary>
    public static string Hint(ReadOnlySpan<byte> field, ReadColumn column, NumberText form)
    {
        if (!column.Kind.IsNumber())
            return "";
        var text = field.Length > 40 ? "" : Encoding.UTF8.GetString(field);
        if (IsUsual(text) && column.Kind is FieldKind.Single or FieldKind.Double)
            return $" (where '{text}' means missing, train with data.missing: {Remedy([text])})";
        var habits = NumberHints.Of(field, column.Name, form);
        return habits.Count == 0 ? "" : $" (where '{text}' is a number, train with {string.Join(" or ", habits)})";
    }

    /// <summary>The member of the config by which such texts are missing among numbers alone: as categories they may well be values.</summary>
    public static string Remedy(IEnumerable<string> texts) => $"{{ \"numeric\": [{string.Join(", ", texts.Select(text => $"\"{text}\""))}] }}";
}

using System.Text;

namespace Pipeline.Data;

/// <summary>Texts that other programs write for a missing number.</summary>
internal static class MissingMarkers
{
    private static readonly string[] usual = ["NA", "N/A", "NULL", "None", "nil", "-", "?", ".", "missing"];

    /// <summary>What to do about a field that looks like one of them; nothing for other fields.</summary>
    public static string Hint(ReadOnlySpan<byte> field, FieldKind kind)
    {
        var text = field.Length > 8 ? "" : Encoding.UTF8.GetString(field);
        return kind is FieldKind.Single or FieldKind.Double && usual.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? $" (where '{text}' means missing, train with data.missing: [\"{text}\"])" : "";
    }
}

using System.Globalization;

namespace Pipeline.Fuzz.Running;

/// <summary>Puts the figures of a run into the marked section of a page.</summary>
internal static class ReportSection
{
    private const string Start = "<!-- fuzz -->";
    private const string End = "<!-- /fuzz -->";

    /// <summary>Writes the section anew.</summary>
    public static void Write(string page, IEnumerable<string> lines)
    {
        var text = File.ReadAllText(page);
        File.WriteAllText(page, Replaced(text, lines.Prepend("").Prepend(DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));
    }

    /// <summary>A page with other lines in the section.</summary>
    public static string Replaced(string page, IEnumerable<string> lines)
    {
        var (start, end) = (page.IndexOf(Start, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        return start >= 0 && end > start
            ? $"{page[..start]}{Start}\n{string.Join('\n', lines)}\n{page[end..]}"
            : throw new InvalidDataException($"The page has no section between {Start} and {End}.");
    }
}

using System.IO.Enumeration;

namespace Pipeline.Tables;

/// <summary>
/// Names and patterns of columns. Names are matched exactly; in a pattern * stands for any text and ? for one character. No pattern
/// means a column without a name.
/// </summary>
internal static class ColumnPatterns
{
    /// <summary>Whether a choice of columns is a pattern rather than a name that the header has.</summary>
    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>Whether a name or pattern means a column.</summary>
    public static bool Matches(string pattern, string column) =>
        pattern == column || (column.Length > 0 && IsPattern(pattern)
            && FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), column, ignoreCase: false));

    /// <summary>The columns, in the order given, that any of the patterns means.</summary>
    public static IReadOnlyList<string> Choose(IReadOnlyList<string> patterns, IEnumerable<string> columns) =>
        columns.Where(column => patterns.Any(pattern => Matches(pattern, column))).ToList();
}

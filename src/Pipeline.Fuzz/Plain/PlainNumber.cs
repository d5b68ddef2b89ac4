using System.Globalization;

namespace Pipeline.Fuzz.Plain;

/// <summary>Reads a number of a table.</summary>
internal static class PlainNumber
{
    /// <summary>Reads a field; null where it is no number. NaN stands for a missing one.</summary>
    public static double? Read(string text, bool isDouble, char mark)
    {
        if (text.Length == 0)
            return double.NaN;
        if (mark != '.' && (text = WithPoint(text, mark) ?? "") == "")
            return null;
        if (text.Contains('\0', StringComparison.Ordinal) || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return null;
        if (!isDouble)
            value = (float)value;
        return double.IsInfinity(value) ? null : value;
    }

    /// <summary>
    /// A number with another decimal mark as one with a point; null where it has a point already. Blanks around it and behind its sign count
    /// for nothing.
    /// </summary>
    private static string? WithPoint(string text, char mark)
    {
        char[] blanks = [' ', '\t', '\u00a0', '\u202f'];
        text = text.Trim(blanks);
        if (text is ['+' or '-', .. var rest])
            text = text[0] + rest.TrimStart(blanks);
        var isNumber = text.All(character => char.IsAsciiDigit(character) || character == mark || character is '+' or '-' or 'e' or 'E');
        return isNumber ? text.Replace(mark, '.') : text.Equals("nan", StringComparison.OrdinalIgnoreCase) ? text : null;
    }
}

using System.Globalization;
using System.Text;

namespace Pipeline.Model;

/// <summary>
/// The step that fills a missing category, in the language of ML.NET's Expression transform. (MapValue could do it too, but saves
/// its table with the threads' luck in its bytes: two runs give two zips.)
/// </summary>
internal static class FillExpression
{
    private const string Head = "x => len(x) == 0 ? \"";
    private const string Tail = "\" : x";

    /// <summary>«The category given where the text is empty, else the text».</summary>
    public static string Of(string category)
    {
        var literal = new StringBuilder();
        foreach (var c in category)
        {
            if (c is '"' or '\\')
                literal.Append('\\').Append(c);
            else if (c is < ' ' or > '~')
                literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                literal.Append(c);
        }
        return $"{Head}{literal}{Tail}";
    }

    /// <summary>The category of an expression that <see cref="Of"/> made; null of every other text.</summary>
    public static string? CategoryOf(string expression)
    {
        if (expression.Length < Head.Length + Tail.Length || !expression.StartsWith(Head, StringComparison.Ordinal)
            || !expression.EndsWith(Tail, StringComparison.Ordinal))
            return null;
        var literal = expression.AsSpan(Head.Length, expression.Length - Head.Length - Tail.Length);
        var category = new StringBuilder();
        for (var i = 0; i < literal.Length; i++)
        {
            if (literal[i] != '\\')
                category.Append(literal[i]);
            else if (literal[i..] is ['\\', 'u', _, _, _, _, ..]
                && int.TryParse(literal.Slice(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                category.Append((char)code);
                i += 5;
            }
            else if (++i < literal.Length)
                category.Append(literal[i]);
        }
        return Of(category.ToString()) == expression ? category.ToString() : null;
    }
}

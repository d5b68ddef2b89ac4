using System.Globalization;
using System.Text;

namespace Pipeline.Training;

/// <summary>
/// The step that fills a missing category, in the language of ML.NET's Expression transform. (MapValue could do it too, but saves
/// its table with the threads' luck in its bytes: two runs give two zips.)
/// </summary>
internal static class FillExpression
{
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
        return $"x => len(x) == 0 ? \"{literal}\" : x";
    }
}

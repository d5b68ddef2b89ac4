using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pipeline.Model;

/// <summary>
/// Text as a terminal may get it. Names and values of data, files and arguments can hold characters that move the cursor, change the title, begin a new line or turn the
/// direction of what follows (the bidirectional controls of Unicode Standard Annex 9, 2); they are shown as escapes: \n, \u001B, \u202E.
/// </summary>
public static class Printable
{
    private const string Bidirectional = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    // Line and paragraph separators begin a new line as well, and a mark of byte order is nothing that can be seen.
    private static readonly string controls = string.Concat(Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(code => (char)code)) + "\u2028\u2029\uFEFF" + Bidirectional;
    private static readonly SearchValues<char> escaped = SearchValues.Create(controls + Surrogates());
    private static readonly SearchValues<char> escapedInJson = SearchValues.Create(controls.Replace("\n", "", StringComparison.Ordinal));

    /// <summary>One line: escapes for what is not a character to be seen, line ends included, and for halves of characters.</summary>
    public static string Line(string text)
    {
        if (!text.AsSpan().ContainsAny(escaped))
            return text;
        var line = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                line.Append(text, i++, 2);
            else if (escaped.Contains(text[i]))
                line.Append(Escape(text[i]));
            else
                line.Append(text[i]);
        }
        return line.ToString();
    }

    /// <summary>A JSON document whose texts are escaped; such characters stand in texts only, and a line end between them alone.</summary>
    public static string Json(string document)
    {
        if (!document.AsSpan().ContainsAny(escapedInJson))
            return document;
        var text = new StringBuilder(document.Length + 16);
        foreach (var character in document)
            text.Append(escapedInJson.Contains(character) ? Code(character) : character.ToString());
        return text.ToString();
    }

    private static string Escape(char character) => character switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => Code(character),
    };

    private static string Code(char character) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");

    private static string Surrogates() => string.Concat(Enumerable.Range(0xD800, 0x800).Select(code => (char)code));
}

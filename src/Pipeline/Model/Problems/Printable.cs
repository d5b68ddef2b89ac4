using System.Globalization;
using System.Text;

namespace Pipeline.Model.Problems;

/// <summary>
/// Text as a terminal may get it. Names and values of data, files and arguments can hold characters that move the cursor, change
/// the title, begin a new line or turn the
/// direction of what follows (the bidirectional controls of Unicode Standard Annex 9, 2); they are shown as escapes: \n, \u001B, \u202E.
/// </summary>
internal static class Printable
{
    /// <summary>One line: escapes for what is not a character to be seen, line ends included, and for halves of characters.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                line.Append(text, i++, 2);
            else if (IsObeyed(text[i]) || char.IsSurrogate(text[i]))
                line.Append(Escape(text[i]));
            else
                line.Append(text[i]);
        }
        return line.ToString();
    }

    /// <summary>A JSON document whose texts are escaped; such characters stand in texts only, and a line end between them alone.</summary>
    public static string Json(string document)
    {
        var text = new StringBuilder(document.Length + 16);
        foreach (var character in document)
        {
            if (character != '\n' && IsObeyed(character))
                text.Append(Code(character));
            else
                text.Append(character);
        }
        return text.ToString();
    }

    /// <summary>Controls, marks of direction, separators of lines and paragraphs, and the mark of byte order, which nobody sees.</summary>
    private static bool IsObeyed(char character) => char.IsControl(character)
        || character is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';

    private static string Escape(char character) => character switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => Code(character),
    };

    private static string Code(char character) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
}

using System.Globalization;
using System.Text;

namespace Pipeline.Model;

/// <summary>How names and values of the data stand in messages: quoted, never longer than a line can bear, lists with an end.</summary>
public static class DataText
{
    /// <summary>Characters of a value that are shown.</summary>
    public const int Longest = 40;

    /// <summary>Items of a list that are shown.</summary>
    public const int Most = 10;

    /// <summary>A value or name in quotes: of a long one the beginning, control characters as JSON writes them.</summary>
    public static string Quote(string value) => $"'{Clip(value)}'";

    /// <summary>The same without quotes, for a text that has its own.</summary>
    public static string Clip(string value)
    {
        var length = value.Length;
        if (length > Longest)
        {
            // The two halves of a character beyond the basic plane stay together.
            length = char.IsHighSurrogate(value[Longest - 2]) ? Longest - 2 : Longest - 1;
        }
        var text = new StringBuilder(value.Length);
        foreach (var character in value.AsSpan(0, length))
            _ = char.IsControl(character) ? text.Append(Escape(character)) : text.Append(character);
        return value.Length > length ? text.Append('…').ToString() : text.ToString();
    }

    /// <summary>Names or values, each in quotes, with a comma between them: «'a', 'b' and 3 more».</summary>
    public static string List(IEnumerable<string> values, int most = Most) => Join(values.Select(Quote), most);

    /// <summary>Texts as they are, with a comma between them: «a 3, b 2 and 7 more».</summary>
    public static string Join(IEnumerable<string> texts, int most = Most)
    {
        var shown = new List<string>();
        var others = 0;
        foreach (var text in texts)
        {
            if (shown.Count < most)
                shown.Add(text);
            else
                others++;
        }
        var list = string.Join(", ", shown);
        return others == 0 ? list : string.Create(CultureInfo.InvariantCulture, $"{list} and {others:N0} more");
    }

    private static string Escape(char character) => character switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
    };
}

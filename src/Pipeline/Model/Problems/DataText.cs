using System.Globalization;

namespace Pipeline.Model.Problems;

/// <summary>How names and values of the data stand in messages: quoted, never longer than a line can bear, lists with an end.</summary>
internal static class DataText
{
    /// <summary>Characters of a value that are shown.</summary>
    public const int Longest = 40;

    /// <summary>Characters of a name that are shown: enough to find it again.</summary>
    public const int LongestName = 100;

    /// <summary>Characters of a part of a message, which may be a path: of a longer one the beginning and the end are shown.</summary>
    public const int LongestPart = 5000;

    /// <summary>Items of a list that are shown.</summary>
    public const int Most = 10;

    /// <summary>A value in quotes: of a long one the beginning, escapes for what a terminal would obey.</summary>
    public static string Quote(string value) => $"'{Clip(value, Longest)}'";

    /// <summary>The name of a column, a class or a file in quotes.</summary>
    public static string Name(string name) => $"'{Clip(name, LongestName)}'";

    /// <summary>The same without quotes, for a cell of a table.</summary>
    public static string Cell(string name) => Clip(name, LongestName);

    /// <summary>A part of a message, of any origin, without its middle where it is longer than anybody reads.</summary>
    internal static string Part(string text) => text.Length <= LongestPart ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text[..(LongestPart / 2)]}… {text.Length - LongestPart:N0} characters …{text[^(LongestPart / 2)..]}");

    /// <summary>A text, or its beginning and … where it is longer; the two halves of a character beyond the basic plane stay together.</summary>
    internal static string Beginning(string text, int longest) => text.Length <= longest ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1), "…");

    private static string Clip(string value, int longest) => Printable.Line(Beginning(value, longest));

    /// <summary>Values, each in quotes, with a comma between them: «'a', 'b' and 3 more».</summary>
    public static string List(IEnumerable<string> values, int most = Most) => Join(values.Select(Quote), most);

    /// <summary>Names, each in quotes, with a comma between them.</summary>
    public static string Names(IEnumerable<string> names, int most = Most) =>
        Join(names.Select(name => name.Length == 0 ? "one without a name" : Name(name)), most);

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
}

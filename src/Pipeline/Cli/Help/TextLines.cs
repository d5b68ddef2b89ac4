namespace Pipeline.Cli.Help;

/// <summary>Breaks a text into lines between its words.</summary>
internal static class TextLines
{
    /// <summary>The lines; a word that is longer than a line has one of its own.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Most characters of a line, the indent included.</param>
    /// <param name="indent">What every line begins with.</param>
    public static IEnumerable<string> Of(string text, int width, string indent)
    {
        var line = indent;
        foreach (var word in text.Split(' '))
        {
            if (line.Length > indent.Length && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = indent;
            }
            line += line.Length > indent.Length ? $" {word}" : word;
        }
        yield return line;
    }
}

using System.Text;

namespace Pipeline.Model.Problems;

/// <summary>The beginning of a text that is kept to be shown: whatever stands in a table, what is kept of it is bounded.</summary>
internal static class Excerpt
{
    /// <summary>Most characters that are kept.</summary>
    public const int Longest = 1000;

    /// <summary>A text, or its beginning and … where it is long.</summary>
    public static string Of(string text) => DataText.Beginning(text, Longest);

    /// <summary>The same of UTF-8, of which no more becomes a string.</summary>
    public static string Of(ReadOnlySpan<byte> utf8) => Of(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 4 * Longest)]));
}

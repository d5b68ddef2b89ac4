using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pipeline.Fuzz.Running;

/// <summary>What holds of every run, whatever was asked.</summary>
internal static partial class Sanity
{
    /// <summary>Characters that no message needs.</summary>
    private const int MostCharacters = 100_000;

    private static readonly int[] documented = [0, 1, 2, 3, 4, 5, 130];

    /// <summary>What is wrong, or null.</summary>
    public static Verdict? Fault(RunOutcome run, bool isJson)
    {
        if (!documented.Contains(run.Code))
            return new Verdict(run.Code, Bug(run), $"exit {run.Code}; a documented code was expected. {run.Said}");
        if (run.Code is not (0 or 130) && run.Error.Trim().Length == 0)
            return new Verdict(run.Code, "no message", $"exit {run.Code} without a word");
        if (run.Error.Length > MostCharacters)
            return new Verdict(run.Code, "a message without bounds", $"{run.Error.Length:N0} characters on standard error");
        if (Escape(run.Error) is { } control)
            return new Verdict(run.Code, "a control character in a message", $"U+{(int)control:X4} on standard error: {run.Said}");
        if (isJson && !IsDocument(run.Out))
            return new Verdict(run.Code, "no JSON document", $"with --json, standard output is {run.Out[..Math.Min(200, run.Out.Length)]}");
        return null;
    }

    /// <summary>Bugs are of one kind where they come from one place.</summary>
    private static string Bug(RunOutcome run)
    {
        var place = BugPlace().Match(run.Error);
        return $"exit {run.Code} {place.Groups[1].Value} {Frame().Match(run.Error).Groups[1].Value}".Trim();
    }

    /// <summary>A character that acts on a terminal, or turns the direction of a text.</summary>
    private static char? Escape(string text)
    {
        foreach (var character in text)
        {
            var isControl = char.IsControl(character) && character is not ('\n' or '\t');
            if (isControl || character is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f')
                return character;
        }
        return null;
    }

    private static bool IsDocument(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^(?:\w+\.)*(\w+(?:Exception|Error))\b", RegexOptions.Multiline)]
    private static partial Regex BugPlace();

    [GeneratedRegex(@"at (?:Pipeline|Microsoft)\.(?:\w+\.)*?(\w+\.\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Frame();
}

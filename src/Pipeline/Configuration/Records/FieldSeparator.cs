namespace Pipeline.Configuration.Records;

/// <summary>What may stand between fields, for configs and command lines alike: one ASCII character that CSV itself does not use.</summary>
internal static class FieldSeparator
{
    /// <summary>Whether a character may be one.</summary>
    public static bool IsValid(char character) => char.IsAscii(character) && character is not ('"' or '\r' or '\n' or '\0');

    /// <summary>Reads a text of one such character; null where it is none.</summary>
    public static char? Parse(string text) => text is [var character] && IsValid(character) ? character : null;
}

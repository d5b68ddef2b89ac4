using Pipeline.Model.Problems;

namespace Pipeline.Tables.Csv;

/// <summary>
/// The first line sep=; by which spreadsheets are told the separator. It must name the one that the config or the command line gives: two
/// answers to one question are an error, not a choice.
/// </summary>
internal static class SeparatorLine
{
    /// <summary>Bytes that have to be looked at to know.</summary>
    public const int Bytes = 8;

    /// <summary>The separator that the first line names, or null where it is no such line.</summary>
    public static char? Read(ReadOnlySpan<byte> first)
    {
        var isQuoted = first.Length > 0 && first[0] == '"';
        var text = isQuoted ? first[1..] : first;
        if (text.Length < 5 || !System.Text.Ascii.EqualsIgnoreCase(text[..4], "sep="u8))
            return null;
        var rest = text[5..];
        if (isQuoted)
            rest = rest.Length > 0 && rest[0] == '"' ? rest[1..] : "x"u8;
        return text[4] is not ((byte)'\r' or (byte)'\n') && (rest.IsEmpty || rest[0] is (byte)'\r' or (byte)'\n') ? (char)text[4] : null;
    }

    /// <summary>Makes sure that it names the separator by which the file is read.</summary>
    /// <exception cref="DataException">It names another one.</exception>
    public static void Check(char named, char separator, string place)
    {
        if (named != separator)
        {
            throw new DataException(
                place, $"a line that names {HeaderBinding.Show(named)} as the separator", $"fields separated by {HeaderBinding.Show(separator)}",
                "Give the separator of the file (train: data.separator in the config; evaluate and score: --separator), or take the line out.");
        }
    }
}

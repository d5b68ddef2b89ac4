using Pipeline.Model.Problems;

namespace Pipeline.Tables;

/// <summary>Finds the wanted columns in a header, by exact name.</summary>
internal static class HeaderBinding
{
    private const int Shown = 10;
    private static readonly char[] separators = [',', ';', '\t', '|'];

    /// <summary>For each wanted name the position of its field. Names that nobody wants may stand twice, as the empty ones of spreadsheets do.</summary>
    /// <param name="wanted">The names.</param>
    /// <param name="headers">All names of the file.</param>
    /// <param name="place">How messages name the file and the line of its header.</param>
    /// <param name="separator">What the header was cut at; null where that is no matter of characters.</param>
    /// <param name="truth">The name of the label or target, if it is wanted.</param>
    /// <exception cref="DataException">A name is missing or stands twice, or the separator is another one.</exception>
    public static int[] Bind(IReadOnlyList<string> wanted, IReadOnlyList<string> headers, string place, char? separator, string? truth = null)
    {
        var position = new Dictionary<string, int>(StringComparer.Ordinal);
        var twice = new SortedSet<string>(StringComparer.Ordinal);
        var names = wanted.ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < headers.Count; i++)
        {
            if (!position.TryAdd(headers[i], i) && names.Contains(headers[i]))
                twice.Add(headers[i]);
        }
        var missing = wanted.Distinct(StringComparer.Ordinal).Where(name => !position.ContainsKey(name)).ToList();
        CheckSeparator(missing, headers, place, separator);
        // Looking for near names takes long in wide tables, so only for those that are shown.
        var problems = Missing([.. missing.Take(Shown)], headers, wanted, place, truth)
            .Concat(twice.Select(name => new Problem(place, $"the column name {DataText.Name(name)} twice", "each name once")))
            .ToList();
        if (problems.Count > 0)
            throw new DataException(problems.Take(Shown).ToList(), missing.Count + twice.Count);
        return wanted.Select(name => position[name]).ToArray();
    }

    /// <summary>Fails where the missing names are all there once the header is cut at another separator.</summary>
    /// <exception cref="DataException">They are.</exception>
    public static void CheckSeparator(IReadOnlyList<string> missing, IReadOnlyList<string> headers, string place, char? separator)
    {
        if (separator is { } expected && missing.Count > 0 && OtherSeparator(missing, headers, expected) is { } other)
            throw Separated(place, other, expected);
    }

    /// <summary>Another usual separator that stands behind a quote, or null.</summary>
    public static char? SeparatorBehindQuote(ReadOnlySpan<byte> text, byte separator)
    {
        foreach (var other in separators)
        {
            if (other != separator && text.IndexOf([(byte)'"', (byte)other]) >= 0)
                return other;
        }
        return null;
    }

    /// <summary>The error of a file whose fields are separated by another character.</summary>
    public static DataException Separated(string place, char found, char expected) =>
        new(place, $"fields separated by {Show(found)}", $"fields separated by {Show(expected)}",
            "Give the separator (train: data.separator in the config; evaluate and score: --separator).");

    /// <summary>One problem a name, each with the nearest names; where there are none, the first of them with all that the header has.</summary>
    private static IEnumerable<Problem> Missing(
        IReadOnlyList<string> missing, IReadOnlyList<string> headers, IReadOnlyList<string> wanted, string place, string? truth)
    {
        var listed = false;
        foreach (var name in missing)
        {
            // A column that is wanted anyway may be meant a second time only where nothing but the case differs.
            var hint = NearestName.Hint(name, headers.Except(wanted, StringComparer.Ordinal)
                .Concat(headers.Where(header => header.Equals(name, StringComparison.OrdinalIgnoreCase))).Distinct(StringComparer.Ordinal));
            if (hint.Length == 0 && !listed)
            {
                listed = true;
                hint = $"The header has: {DataText.Names(headers)}.";
            }
            if (name == truth)
                hint = $"It holds what the model predicts: only score does without it. {hint}".TrimEnd();
            yield return new Problem(place, $"no column {DataText.Name(name)}", "a column of that name in the header", hint);
        }
    }

    private static char? OtherSeparator(IReadOnlyList<string> missing, IReadOnlyList<string> headers, char separator)
    {
        var whole = string.Join(separator, headers);
        foreach (var other in separators.Where(other => other != separator))
        {
            var names = whole.Split(other).Select(name => name.Trim('"')).ToHashSet(StringComparer.Ordinal);
            if (names.Count > 1 && missing.All(names.Contains))
                return other;
        }
        return null;
    }

    /// <summary>A separator for a message.</summary>
    public static string Show(char separator) => separator == '\t' ? "tabs" : $"'{separator}'";
}

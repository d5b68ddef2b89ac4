namespace Pipeline.Model.Problems;

/// <summary>Finds the known name that a misspelt one most likely meant.</summary>
internal static class NearestName
{
    /// <summary>Characters of a name that is worth comparing; nobody types a longer one.</summary>
    private const int Longest = 200;

    /// <summary>Names that are compared; a table of more columns gets no hints from the rest.</summary>
    private const int Most = 10_000;

    /// <summary>
    /// The names nearest to <paramref name="name"/>, best first: equal but for case and separators, then by optimal string
    /// alignment distance (Levenshtein 1966 with adjacent transpositions, Damerau 1964), at most a third of the length away.
    /// </summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known, int most = 3)
    {
        if (name.Length > Longest)
            return [];
        var plain = Plain(name);
        return known.Where(candidate => candidate.Length <= Longest).Take(Most)
            .Select(candidate => (candidate, distance: Distance(plain, Plain(candidate), Math.Max(1, Math.Max(plain.Length, candidate.Length) / 3))))
            .Where(pair => pair.distance is not null)
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(most).Select(pair => pair.candidate).ToList();
    }

    /// <summary>«did you mean 'a' or 'b'?», or nothing where no name is near.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        var near = Of(name, known);
        return near.Count == 0 ? "" : $"Did you mean {string.Join(" or ", near.Select(DataText.Name))}?";
    }

    /// <summary>A name without case and separators.</summary>
    internal static string Plain(string name) =>
        new(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).ToArray());

    /// <summary>Null where it is more than <paramref name="limit"/>.</summary>
    private static int? Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
            return null;
        // Rows i − 2, i − 1 and i of the table of distances between the beginnings of both.
        var (before, above, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            (before, above, row) = (above, row, before);
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }
            // A transposition skips one row at most, so that two rows beyond the limit are needed; one more column is one more edit.
            if (least > limit + 1)
                return null;
        }
        return row[b.Length] <= limit ? row[b.Length] : null;
    }
}

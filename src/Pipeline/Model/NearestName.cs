namespace Pipeline.Model;

/// <summary>Finds the known name that a misspelt one most likely meant.</summary>
public static class NearestName
{
    /// <summary>
    /// The names nearest to <paramref name="name"/>, best first: equal but for case and separators, then by optimal string
    /// alignment distance (Levenshtein 1966 with adjacent transpositions, Damerau 1964), at most a third of the length away.
    /// </summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known, int most = 3)
    {
        var plain = Plain(name);
        return known
            .Select(candidate => (candidate, distance: Distance(plain, Plain(candidate))))
            .Where(pair => pair.distance <= Math.Max(1, Math.Max(plain.Length, pair.candidate.Length) / 3))
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

    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}

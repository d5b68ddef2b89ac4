namespace Pipeline.Benchmarks;

/// <summary>Whether two programs have done the same work: a row for every row, and mostly the same labels.</summary>
internal static class Agreement
{
    /// <summary>The share of rows that both give the same label.</summary>
    /// <param name="ours">Our output.</param>
    /// <param name="theirs">Theirs: CSV with a column <c>PredictedLabel</c>; no field has a line end.</param>
    /// <exception cref="InvalidOperationException">They have not the same number of rows, or one has no labels.</exception>
    public static double Of(string ours, string theirs)
    {
        using var a = Labels(ours).GetEnumerator();
        using var b = Labels(theirs).GetEnumerator();
        var (rows, same) = (0L, 0L);
        while (true)
        {
            var (more, moreTheirs) = (a.MoveNext(), b.MoveNext());
            if (more != moreTheirs)
                throw new InvalidOperationException($"{ours} and {theirs} have not the same number of rows: one ends behind row {rows}");
            if (!more)
                return rows == 0 ? throw new InvalidOperationException($"{ours} has no rows") : (double)same / rows;
            rows++;
            same += a.Current == b.Current ? 1 : 0;
        }
    }

    private static IEnumerable<string> Labels(string path)
    {
        var at = -1;
        foreach (var line in File.ReadLines(path))
        {
            var fields = line.Split(',');
            if (at >= 0)
                yield return fields[at] is "True" ? "1" : fields[at] is "False" ? "0" : fields[at];
            else if ((at = Array.IndexOf(fields, "PredictedLabel")) < 0)
                throw new InvalidOperationException($"{path}: no column PredictedLabel in {line}");
        }
    }
}

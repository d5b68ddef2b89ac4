namespace Pipeline.Data;

/// <summary>The strata of a split by rows: the classes, or the tenths of a target (of a small table: fewer parts, of some 20 rows).</summary>
internal static class Strata
{
    private const int RowsOfStratum = 20;

    /// <summary>[rows] number of the stratum of each row.</summary>
    public static int[] Of(RowBatch batch)
    {
        var label = batch.Schema.IndexOf(FieldKind.Label);
        return label >= 0 ? OfClasses(batch.Texts(label)) : OfTarget(batch.Numbers(batch.Schema.IndexOf(FieldKind.Target)));
    }

    private static int[] OfClasses(ReadOnlySpan<string> labels)
    {
        var classes = labels.ToArray().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select((text, index) => (text, index)).ToDictionary(StringComparer.Ordinal);
        var strata = new int[labels.Length];
        for (var row = 0; row < strata.Length; row++)
            strata[row] = classes[labels[row]];
        return strata;
    }

    private static int[] OfTarget(ReadOnlySpan<double> targets)
    {
        // Fewer where the table is small: none of a handful of rows could be held out in proportion.
        var count = Math.Clamp(targets.Length / RowsOfStratum, 1, 10);
        var sorted = targets.ToArray();
        Array.Sort(sorted);
        var edges = Enumerable.Range(1, count - 1).Select(i => sorted[(int)((long)i * sorted.Length / count)]).ToArray();
        var strata = new int[targets.Length];
        for (var row = 0; row < strata.Length; row++)
        {
            while (strata[row] < edges.Length && targets[row] >= edges[strata[row]])
                strata[row]++;
        }
        return strata;
    }
}

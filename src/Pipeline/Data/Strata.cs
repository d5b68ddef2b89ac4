namespace Pipeline.Data;

/// <summary>The strata of a split by rows: the classes, or the tenths of a target.</summary>
internal static class Strata
{
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
        const int Tenths = 10;
        var sorted = targets.ToArray();
        Array.Sort(sorted);
        var edges = Enumerable.Range(1, Tenths - 1).Select(i => sorted[(int)((long)i * sorted.Length / Tenths)]).ToArray();
        var strata = new int[targets.Length];
        for (var row = 0; row < strata.Length; row++)
        {
            while (strata[row] < edges.Length && targets[row] >= edges[strata[row]])
                strata[row]++;
        }
        return strata;
    }
}

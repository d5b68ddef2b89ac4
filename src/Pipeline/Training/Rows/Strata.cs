using Pipeline.Tables;

namespace Pipeline.Training.Rows;

/// <summary>The strata of a split: the classes, or the tenths of a target (of a small table: fewer parts, of some 20 rows).</summary>
internal static class Strata
{
    private const int RowsOfStratum = 20;
    private const int MostParts = 10;

    /// <summary>[rows] number of the stratum of each of the chosen rows.</summary>
    public static int[] Of(RowBatch batch, int[] rows)
    {
        var label = batch.Schema.IndexOf(FieldKind.Label);
        if (label >= 0)
            return OfClasses(Array.ConvertAll(rows, row => batch.TextArray(label)[row]));
        var targets = batch.NumberArray(batch.Schema.IndexOf(FieldKind.Target));
        return OfTarget(Array.ConvertAll(rows, row => targets[row]));
    }

    private static int[] OfClasses(string[] labels)
    {
        var classes = labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Index()
            .ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        return Array.ConvertAll(labels, label => classes[label]);
    }

    private static int[] OfTarget(double[] targets)
    {
        // Fewer where the table is small: none of a handful of rows could be held out in proportion.
        var count = Math.Clamp(targets.Length / RowsOfStratum, 1, MostParts);
        var sorted = targets.ToArray();
        Array.Sort(sorted);
        var edges = Enumerable.Range(1, count - 1).Select(i => sorted[(int)((long)i * sorted.Length / count)]).ToArray();
        return Array.ConvertAll(targets, target => edges.Count(edge => target >= edge));
    }
}

using Pipeline.Model;

namespace Pipeline.Tables;

/// <summary>Collects labels and weights batch by batch.</summary>
/// <param name="classes">The classes in the order of their indexes; none for a regression.</param>
internal sealed class TruthCollector(IReadOnlyList<string> classes)
{
    private readonly List<double> labels = [];
    private readonly List<double> weights = [];

    /// <summary>The truth of some rows of a batch, all of them where none are named; their labels are all among the classes.</summary>
    public static Truth Of(RowBatch batch, IReadOnlyList<string> classes, int[]? rows = null)
    {
        rows ??= [.. Enumerable.Range(0, batch.Count)];
        var (label, target, weight) = (batch.Schema.IndexOf(FieldKind.Label), batch.Schema.IndexOf(FieldKind.Target), batch.Schema.IndexOf(FieldKind.Weight));
        return new Truth(
            target >= 0 ? Array.ConvertAll(rows, row => batch.NumberArray(target)[row]) : Labels(batch, label, classes, rows),
            weight < 0 ? null : Array.ConvertAll(rows, row => batch.NumberArray(weight)[row]));
    }

    /// <summary>Adds the rows of a batch, whose labels are all among the classes.</summary>
    public void Add(RowBatch batch)
    {
        var truth = Of(batch, classes);
        labels.AddRange(truth.Label);
        weights.AddRange(truth.Weight ?? []);
    }

    /// <summary>What was collected.</summary>
    public Truth Collect() => new([.. labels], weights.Count > 0 ? [.. weights] : null);

    /// <summary>Labels that were read against the classes are numbers already.</summary>
    private static double[] Labels(RowBatch batch, int column, IReadOnlyList<string> classes, int[] rows)
    {
        if (batch.CategoriesOrNone(column) is { } numbers)
            return Array.ConvertAll(rows, row => (double)numbers[row]);
        var index = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return Array.ConvertAll(rows, row => (double)index[batch.TextArray(column)[row]]);
    }
}

using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>Collects labels and weights batch by batch.</summary>
/// <param name="classes">The classes in the order of their indexes; none for a regression.</param>
public sealed class TruthCollector(IReadOnlyList<string> classes)
{
    private readonly Dictionary<string, int> index = classes.Select((text, i) => (text, i)).ToDictionary(StringComparer.Ordinal);
    private readonly List<double> labels = [];
    private readonly List<double> weights = [];

    /// <summary>The truth of some rows of a batch, all of them where none are named; their labels are texts, and all among the classes.</summary>
    public static Truth Of(RowBatch batch, IReadOnlyList<string> classes, int[]? rows = null)
    {
        rows ??= [.. Enumerable.Range(0, batch.Count)];
        var (label, target, weight) = (batch.Schema.IndexOf(FieldKind.Label), batch.Schema.IndexOf(FieldKind.Target), batch.Schema.IndexOf(FieldKind.Weight));
        var index = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return new Truth(
            target >= 0 ? Array.ConvertAll(rows, row => batch.NumberArray(target)[row]) : Array.ConvertAll(rows, row => (double)index[batch.TextArray(label)[row]]),
            weight < 0 ? null : Array.ConvertAll(rows, row => batch.NumberArray(weight)[row]));
    }

    /// <summary>Adds the rows of a batch, whose labels are all among the classes.</summary>
    public void Add(RowBatch batch)
    {
        if (batch.Schema.IndexOf(FieldKind.Target) is var target and >= 0)
        {
            labels.AddRange(batch.Numbers(target));
        }
        else
        {
            AddLabels(batch, batch.Schema.IndexOf(FieldKind.Label));
        }
        if (batch.Schema.IndexOf(FieldKind.Weight) is var weight and >= 0)
            weights.AddRange(batch.Numbers(weight));
    }

    private void AddLabels(RowBatch batch, int column)
    {
        if (batch.CategoriesOrNone(column) is not null)
        {
            foreach (var label in batch.Categories(column))
                labels.Add(label);
        }
        else
        {
            foreach (var text in batch.Texts(column))
                labels.Add(index[text]);
        }
    }

    /// <summary>What was collected.</summary>
    public Truth Collect() => new([.. labels], weights.Count > 0 ? [.. weights] : null);
}

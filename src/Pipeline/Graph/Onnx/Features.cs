namespace Pipeline.Graph.Onnx;

/// <summary>The feature vectors of a batch: dense slots as one tensor, unscaled one-hot blocks as their categories.</summary>
/// <param name="Dense">[N, dense slots] float32; null where there is none.</param>
/// <param name="DenseSlots">The dense slots, ascending: the columns of <paramref name="Dense"/>.</param>
/// <param name="OneHot">The unscaled one-hot blocks; null where there is none.</param>
internal sealed record Features(OnnxValue? Dense, int[] DenseSlots, OneHotColumns? OneHot)
{
    /// <summary>A slot: there is always one.</summary>
    public int AnySlot => DenseSlots is [var slot, ..] ? slot : OneHot!.Slots.First();

    /// <summary>Some slots as columns, [N, slots] float32, and which column each slot became.</summary>
    public (OnnxValue Values, Dictionary<int, int> Columns) Columns(GraphWriter graph, IEnumerable<int> slots)
    {
        var wanted = slots.ToHashSet();
        var parts = new List<OnnxValue>();
        var order = new List<int>();
        var dense = DenseSlots.Index().Where(slot => wanted.Contains(slot.Item)).ToArray();
        if (dense.Length > 0)
        {
            parts.Add(dense.Length == DenseSlots.Length ? Dense!.Value : graph.Columns(Dense!.Value, Array.ConvertAll(dense, slot => slot.Index)));
            order.AddRange(dense.Select(slot => slot.Item));
        }
        if (OneHot?.Slots.Where(wanted.Contains).ToArray() is { Length: > 0 } used)
        {
            parts.Add(OneHot.Columns(graph, used));
            order.AddRange(used);
        }
        return (graph.Concat(parts, 1), order.Index().ToDictionary(slot => slot.Item, slot => slot.Index));
    }
}

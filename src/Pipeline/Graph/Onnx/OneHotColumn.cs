namespace Pipeline.Graph.Onnx;

/// <summary>
/// An unscaled one-hot block, which never exists as columns: what depends on its category is looked up. A table has one place a
/// category and two more, for a missing and for an unseen one, which Gather finds by their numbers −2 and −1.
/// </summary>
/// <param name="block">The block.</param>
/// <param name="first">Its first slot.</param>
/// <param name="category">[N] int32: numbers of the categories.</param>
internal sealed class OneHotColumn(FeatureBlock.OneHot block, int first, OnnxValue category)
{
    /// <summary>Its first slot.</summary>
    public int First => first;

    /// <summary>Its slots.</summary>
    public int Width => block.Width;

    /// <summary>Looks a row of the table up for every row of the batch, [N, width].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="of">From the slot that is 1, counted in the block, to a row of the table.</param>
    /// <param name="none">The row where no slot is 1.</param>
    public OnnxValue Look<T>(GraphWriter graph, Func<int, T[]> of, T[] none)
        where T : unmanaged
    {
        var missing = block.Fill >= 0 ? of(block.Fill) : none;
        T[] table = [.. Enumerable.Range(0, Width).SelectMany(of), .. missing, .. none];
        return graph.Gather(graph.Constant<T>(table, Width + 2, none.Length), category, 0);
    }

    /// <summary>The block's slots as columns, [N, slots]: float32, 1 or 0.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="slots">Slots, counted in the block.</param>
    public OnnxValue Columns(GraphWriter graph, int[] slots)
    {
        var active = Look<int>(graph, slot => [slot], [-1]);
        return graph.Cast(graph.Equal(active, graph.Constant<int>(slots, 1, slots.Length)), Schema.TensorProto.Types.DataType.Float);
    }
}

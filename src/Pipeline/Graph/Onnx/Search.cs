using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>
/// Binary search in several ascending lists at once: the number of bounds that are below a value; NaN is above none. The bounds of
/// a list lie as the nodes of a perfect tree, root at 1, children of i at 2i and 2i + 1, padded with +∞: five nodes a level.
/// </summary>
internal sealed class Search
{
    private readonly OnnxValue place;
    private readonly int size;
    private readonly GraphWriter graph;

    /// <summary>Searches.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="bounds">[lists] ascending, of one type with <paramref name="values"/>.</param>
    /// <param name="values">[N, lists].</param>
    public Search(GraphWriter graph, double[][] bounds, OnnxValue values)
    {
        this.graph = graph;
        size = 2;
        while (size - 1 < bounds.Max(list => list.Length))
            size *= 2;
        var table = Tree(bounds);
        // The children of the root are 2 and 3.
        var state = Step(graph.Less(ScalerEmitter.Row(graph, values.Type, table[1]), values), graph.Scalar(2));
        if (size > 2)
        {
            var tree = Table(table, values.Type);
            for (var level = 4; level <= size; level *= 2)
                state = Step(graph.Less(graph.GatherElements(tree, state, 0), values), graph.Add(state, state));
        }
        place = graph.Sub(state, graph.Scalar(size));
    }

    /// <summary>What a table has at the place found, [N, lists]; one row a list, [lists][bounds + 1].</summary>
    public OnnxValue Look(double[][] table, DataType type)
    {
        double[][] rows = [.. Enumerable.Range(0, size).Select(i => Array.ConvertAll(table, row => i < row.Length ? row[i] : 0))];
        return graph.GatherElements(Table(rows, type), place, 0);
    }

    private OnnxValue Table(double[][] rows, DataType type)
    {
        double[] values = [.. rows.SelectMany(row => row)];
        return type == DataType.Double
            ? graph.Constant<double>(values, size, rows[0].Length)
            : graph.Constant<float>(Array.ConvertAll(values, value => (float)value), size, rows[0].Length);
    }

    private OnnxValue Step(OnnxValue right, OnnxValue children) => graph.Add(children, graph.Cast(right, DataType.Int32));

    /// <summary>[size][lists], the first row unused.</summary>
    private double[][] Tree(double[][] bounds)
    {
        var tree = new double[size][];
        Array.Fill(tree, new double[bounds.Length], 0, 1);
        void Fill(int node, int low, int high)
        {
            if (node >= size)
                return;
            var middle = (low + high) / 2;
            tree[node] = Array.ConvertAll(bounds, list => middle < list.Length ? list[middle] : double.PositiveInfinity);
            Fill(2 * node, low, middle - 1);
            Fill((2 * node) + 1, middle + 1, high);
        }
        Fill(1, 0, size - 2);
        return tree;
    }
}

namespace Pipeline.Graph.Onnx;

/// <summary>Sums in float64 in a stated order: one Add a term, never a reduction, whose order is the library's choice.</summary>
internal static class Sums
{
    /// <summary>Sums over the slots of the feature vector in <see cref="SlotOrder"/>, [N, sums].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="features">The feature vectors.</param>
    /// <param name="start">[sums] what each starts from.</param>
    /// <param name="dense">[N, dense slots] what the terms are made of.</param>
    /// <param name="weights">[sums] from a slot to the number of each sum.</param>
    /// <param name="term">From [N, 1, slots] of <paramref name="dense"/> and [1, sums, slots] of the numbers to the terms.</param>
    public static OnnxValue OverSlots(GraphWriter graph, Features features, double[] start, OnnxValue? dense, Func<int, double[]> weights, Func<OnnxValue, OnnxValue, OnnxValue> term)
    {
        var sums = dense is { } values
            ? graph.Reshape(InLanes(graph, features.DenseSlots, start, values, weights, term), 0, start.Length)
            : graph.Constant<double>(start, 1, start.Length);
        // −0 is what changes no sum, not even one that is −0.
        var none = new double[start.Length];
        Array.Fill(none, -0.0);
        foreach (var block in features.OneHot)
            sums = graph.Add(sums, block.Look(graph, slot => weights(block.First + slot), none));
        return sums;
    }

    /// <summary>Sums of the columns of [N, sums·terms], [N, sums]: from the first column of each sum, terms ascending.</summary>
    public static OnnxValue InOrder(GraphWriter graph, OnnxValue values, int sums, int terms)
    {
        var sizes = new long[terms];
        Array.Fill(sizes, 1);
        var pieces = sums == 1 ? graph.Split(values, sizes, 1) : graph.Split(graph.Reshape(values, 0, sums, terms), sizes, 2);
        var sum = pieces[0];
        foreach (var piece in pieces[1..])
            sum = graph.Add(sum, piece);
        return sums == 1 ? sum : graph.Reshape(sum, 0, sums);
    }

    private static OnnxValue InLanes(GraphWriter graph, int[] slots, double[] start, OnnxValue dense, Func<int, double[]> weights, Func<OnnxValue, OnnxValue, OnnxValue> term)
    {
        var lanes = SlotOrder.Lanes(slots.Length);
        var steps = slots.Chunk(lanes).ToArray();
        var pieces = graph.Split(graph.Unsqueeze(dense, 1), Array.ConvertAll(steps, step => (long)step.Length), 2);
        var sum = graph.Constant<double>([.. start.SelectMany(value => Enumerable.Range(0, lanes).Select(lane => lane == 0 ? value : 0))], 1, start.Length, lanes);
        for (var i = 0; i < steps.Length; i++)
        {
            var added = term(pieces[i], Table(graph, steps[i], start.Length, weights));
            sum = steps[i].Length == lanes ? graph.Add(sum, added) : AddToFirst(graph, sum, added, steps[i].Length, lanes);
        }
        for (var half = lanes / 2; half >= 1; half /= 2)
        {
            var halves = graph.Split(sum, [half, half], 2);
            sum = graph.Add(halves[0], halves[1]);
        }
        return sum;
    }

    /// <summary>The last step may be short: it is added to the first lanes, and the others stay as they are.</summary>
    private static OnnxValue AddToFirst(GraphWriter graph, OnnxValue sum, OnnxValue added, int count, int lanes)
    {
        var parts = graph.Split(sum, [count, lanes - count], 2);
        return graph.Concat([graph.Add(parts[0], added), parts[1]], 2);
    }

    private static OnnxValue Table(GraphWriter graph, int[] slots, int sums, Func<int, double[]> weights)
    {
        var columns = Array.ConvertAll(slots, slot => weights(slot));
        return graph.Constant<double>([.. Enumerable.Range(0, sums).SelectMany(sum => columns.Select(column => column[sum]))], 1, sums, slots.Length);
    }
}

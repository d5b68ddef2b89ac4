namespace Pipeline.Graph.Onnx;

/// <summary>
/// Sums in float64 in a stated order: one Add a term, or a scan that is held to that (<see cref="CheckedScan"/>), whichever costs
/// less; never a reduction, whose order is the library's choice.
/// </summary>
internal static class Sums
{
    /// <summary>Sums over the slots of the feature vector in <see cref="SlotOrder"/>, [N, sums].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="features">The feature vectors.</param>
    /// <param name="start">[sums] what each starts from.</param>
    /// <param name="dense">[N, dense slots] what the terms are made of.</param>
    /// <param name="weights">[sums] from a slot to the number of each sum.</param>
    /// <param name="term">From [N, slots, 1] of <paramref name="dense"/> and [slots, sums] of the numbers to the terms, [N, slots, sums].</param>
    public static OnnxValue OverSlots(GraphWriter graph, Features features, double[] start, OnnxValue? dense, Func<int, double[]> weights,
        Func<OnnxValue, OnnxValue, OnnxValue> term)
    {
        var (slots, sums) = (features.DenseSlots, start.Length);
        var lanes = SlotOrder.Lanes(slots.Length);
        var steps = (slots.Length + lanes - 1) / lanes;
        // −0 is what changes no sum, not even one that is −0.
        var looks = features.OneHot?.Look(graph, weights, Filled(sums, -0.0));
        // A sum that starts from −0 can be −0, which no scan gives.
        if (graph.Scans && !start.Any(IsNegativeZero)
            && DeviceCost.PrefersScanOfProducts(lanes == 1 ? steps + (features.OneHot?.Count ?? 0) : steps, lanes * sums))
        {
            OnnxValue? all = dense is { } values ? AllTerms(graph, slots, steps * lanes, sums, values, weights, term) : null;
            return graph.Reshape(Scanned(graph, all, steps, lanes, looks, features.OneHot?.Count ?? 0, start), 0, sums);
        }
        OnnxValue? sum = dense is { } pieces ? InLanes(graph, slots, start, lanes, pieces, weights, term) : null;
        foreach (var look in looks is { } blocks ? graph.Split(blocks, Ones(features.OneHot!.Count), 1) : [])
            sum = sum is { } before ? graph.Add(before, look) : FirstSum(graph, start, 1, look);
        return graph.Reshape(sum!.Value, 0, sums);
    }

    /// <summary>Sums of [N, terms, sums] over the terms, ascending, [N, sums].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="values">The terms.</param>
    /// <param name="terms">Terms of each sum.</param>
    /// <param name="sums">Sums.</param>
    /// <param name="isNegativeZero">Whether the first term of a sum may be −0: the sum can be −0 then, which no scan gives.</param>
    public static OnnxValue InOrder(GraphWriter graph, OnnxValue values, int terms, int sums, bool isNegativeZero = false) =>
        graph.Reshape(Sum(graph, values, terms, sums, graph.Scans && !isNegativeZero), 0, sums);

    /// <summary>Whether a number is −0.</summary>
    public static bool IsNegativeZero(double value) => value == 0 && double.IsNegative(value);

    /// <summary>[N, 1, sums].</summary>
    private static OnnxValue Sum(GraphWriter graph, OnnxValue values, int terms, int sums, bool mayScan)
    {
        if (mayScan && DeviceCost.PrefersScan(terms, sums))
            return CheckedScan.Sum(graph, values, terms);
        var pieces = graph.Split(values, Ones(terms), 1);
        return pieces[1..].Aggregate(pieces[0], graph.Add);
    }

    /// <summary>All terms at once, [N, 1, sums].</summary>
    private static OnnxValue Scanned(GraphWriter graph, OnnxValue? dense, int steps, int lanes, OnnxValue? looks, int blocks, double[] start)
    {
        var sums = start.Length;
        if (dense is { } terms && lanes > 1)
        {
            var inLanes = Sum(graph, graph.Reshape(Started(graph, terms, steps * lanes, start), 0, steps, lanes * sums), steps, lanes * sums, true);
            var sum = Halved(graph, graph.Reshape(inLanes, 0, lanes, sums), lanes);
            return looks is { } others ? Sum(graph, graph.Concat([sum, others], 1), 1 + blocks, sums, true) : sum;
        }
        var count = steps + blocks;
        var joined = graph.Concat([.. new[] { dense, looks }.OfType<OnnxValue>()], 1);
        return Sum(graph, Started(graph, joined, count, start), count, sums, true);
    }

    /// <summary>The first term of each sum with what the sum starts from; a term with −0 is the term.</summary>
    private static OnnxValue Started(GraphWriter graph, OnnxValue terms, int count, double[] start)
    {
        var starts = Filled(count * start.Length, -0.0);
        start.CopyTo(starts, 0);
        return graph.Add(terms, graph.Constant<double>(starts, count, start.Length));
    }

    /// <summary>[N, places, sums]: a term for each slot, and −0 at the places left over.</summary>
    private static OnnxValue AllTerms(GraphWriter graph, int[] slots, int places, int sums, OnnxValue dense, Func<int, double[]> weights,
        Func<OnnxValue, OnnxValue, OnnxValue> term)
    {
        if (places == slots.Length)
            return term(graph.Unsqueeze(dense, 2), Table(graph, slots, sums, weights));
        int[] padded = [.. Enumerable.Range(0, places).Select(place => place < slots.Length ? place : 0)];
        bool[] isTerm = [.. Enumerable.Range(0, places).Select(place => place < slots.Length)];
        var terms = term(graph.Unsqueeze(graph.Columns(dense, padded), 2), Table(graph, Array.ConvertAll(padded, place => slots[place]), sums, weights));
        // That a term of −0 becomes +0 here is seen by no sum.
        return graph.Where(graph.Constant<bool>(isTerm, places, 1), terms, graph.Scalar(-0.0));
    }

    /// <summary>One step of all lanes after the other, [N, 1, sums].</summary>
    private static OnnxValue InLanes(GraphWriter graph, int[] slots, double[] start, int lanes, OnnxValue dense, Func<int, double[]> weights,
        Func<OnnxValue, OnnxValue, OnnxValue> term)
    {
        var steps = slots.Chunk(lanes).ToArray();
        var pieces = graph.Split(graph.Unsqueeze(dense, 2), Array.ConvertAll(steps, step => (long)step.Length), 1);
        var sum = FirstSum(graph, start, lanes, term(pieces[0], Table(graph, steps[0], start.Length, weights)));
        for (var i = 1; i < steps.Length; i++)
        {
            var added = term(pieces[i], Table(graph, steps[i], start.Length, weights));
            sum = steps[i].Length == lanes ? graph.Add(sum, added) : AddToFirst(graph, sum, added, steps[i].Length, lanes);
        }
        return Halved(graph, sum, lanes);
    }

    /// <summary>
    /// What the lanes start from and their first terms, which are as many: there is more than one lane only where one is too few. An
    /// Add of +0 alone, which turns −0 into +0, would be dropped by ONNX Runtime's optimiser, so there a choice does the same.
    /// </summary>
    private static OnnxValue FirstSum(GraphWriter graph, double[] start, int lanes, OnnxValue terms) => lanes == 1 && start is [0] && !IsNegativeZero(start[0])
        ? graph.Where(graph.Equal(terms, graph.Scalar(0.0)), graph.Scalar(0.0), terms)
        : graph.Add(graph.Constant<double>([.. start, .. new double[(lanes - 1) * start.Length]], 1, lanes, start.Length), terms);

    /// <summary>The upper half of the lanes added to the lower until one is left.</summary>
    private static OnnxValue Halved(GraphWriter graph, OnnxValue sum, int lanes)
    {
        for (var half = lanes / 2; half >= 1; half /= 2)
        {
            var halves = graph.Split(sum, [half, half], 1);
            sum = graph.Add(halves[0], halves[1]);
        }
        return sum;
    }

    /// <summary>The last step may be short: it is added to the first lanes, and the others stay as they are.</summary>
    private static OnnxValue AddToFirst(GraphWriter graph, OnnxValue sum, OnnxValue added, int count, int lanes)
    {
        var parts = graph.Split(sum, [count, lanes - count], 1);
        return graph.Concat([graph.Add(parts[0], added), parts[1]], 1);
    }

    /// <summary>[slots, sums].</summary>
    private static OnnxValue Table(GraphWriter graph, int[] slots, int sums, Func<int, double[]> weights) =>
        graph.Constant<double>([.. slots.SelectMany(weights)], slots.Length, sums);

    private static long[] Ones(int count) => Filled(count, 1L);

    private static T[] Filled<T>(int count, T value)
    {
        var filled = new T[count];
        Array.Fill(filled, value);
        return filled;
    }
}

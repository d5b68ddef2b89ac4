namespace Pipeline.Graph.Onnx;

/// <summary>
/// Sums of many terms in few nodes, and still in the stated order. ONNX leaves it to a library in which order its CumSum adds. So
/// what it gives is taken for a guess of the sums s before each term t, and held to what each has to be: one Add further, s + t has
/// to be the next. Where all are, every one of them is by induction the sum that one Add after the other gives, for the first is the
/// empty sum. Where one is not, the answer is NaN: it is never the sum in another order. A sum that is NaN is NaN here too.
/// </summary>
internal static class CheckedScan
{
    /// <summary>Sums of [N, terms, sums] float64 over the terms, ascending, [N, 1, sums].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="values">The terms. Where their sum is −0, it is +0 here: a CumSum starts from that.</param>
    /// <param name="terms">Terms of each sum, 2 or more.</param>
    public static OnnxValue Sum(GraphWriter graph, OnnxValue values, int terms)
    {
        var before = graph.CumSum(values, 1, exclusive: true);
        var sums = graph.Add(before, values);
        var same = graph.Equal(graph.Slice(before, 1, terms, 1), graph.Slice(sums, 0, terms - 1, 1));
        // Zeros and NaN have one sum in any order.
        var doubt = graph.CumSum(graph.Where(same, graph.Scalar(0.0), graph.Scalar(double.NaN)), 1, exclusive: false);
        return graph.Add(graph.Slice(sums, terms - 1, terms, 1), graph.Slice(doubt, terms - 2, terms - 1, 1));
    }
}

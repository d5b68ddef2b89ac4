using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>What joins the scores of the classes, [N, K] float32.</summary>
internal static class MulticlassEmitter
{
    /// <summary>A score that is this much below the largest adds nothing to a soft-max.</summary>
    private const float Cut = 30;

    /// <summary>exp(z − logsumexp z).</summary>
    public static OnnxValue SoftMax(GraphWriter graph, OnnxValue scores, int classes)
    {
        var (largest, first) = FirstLargest(graph, scores, classes);
        long[] numbers = [.. Enumerable.Range(0, classes)];
        var others = graph.Not(graph.Equal(first, graph.Constant<long>(numbers, 1, classes)));
        var counted = graph.And(others, graph.Greater(scores, graph.Sub(largest, graph.Scalar(Cut))));
        var exponentials = graph.Exp(graph.Cast(graph.Sub(scores, largest), DataType.Double));
        var zero = graph.Scalar(0.0);
        var sum = Sums.InOrder(graph, graph.Unsqueeze(graph.Where(counted, exponentials, zero), 2), classes, 1);
        var logarithm = graph.LogFromOne(graph.Add(graph.Scalar(1.0), sum), classes);
        var logarithmOfSum = graph.Cast(graph.Add(graph.Cast(largest, DataType.Double), logarithm), DataType.Float);
        // A sum that is NaN is in doubt (CheckedScan), and so is what is made of it; −0 and +0 are one here.
        var normalizer = graph.Where(graph.Equal(sum, zero), largest, logarithmOfSum);
        return graph.Cast(graph.Exp(graph.Cast(graph.Sub(scores, normalizer), DataType.Double)), DataType.Float);
    }

    /// <summary>e^z / Σ e^z, each e^z the square of e^(z/2).</summary>
    public static OnnxValue PlainSoftMax(GraphWriter graph, OnnxValue scores, int classes)
    {
        var root = graph.Exp(graph.Mul(graph.Cast(scores, DataType.Double), graph.Scalar(0.5)));
        var exponentials = graph.Mul(root, root);
        // A sum that is ∞ or NaN is in doubt where it was scanned (CheckedScan), and so is what is divided by it.
        return graph.Cast(graph.Div(exponentials, Sums.InOrder(graph, graph.Unsqueeze(exponentials, 2), classes, 1)), DataType.Float);
    }

    /// <summary>p / Σ p; NaN is left out of the sum.</summary>
    public static OnnxValue DivideBySum(GraphWriter graph, OnnxValue probabilities, int classes)
    {
        var none = graph.Scalar(0f);
        probabilities = graph.Where(graph.Less(probabilities, none), none, probabilities);
        var wide = graph.Cast(probabilities, DataType.Double);
        var zero = graph.Scalar(0.0);
        var sum = Sums.InOrder(graph, graph.Unsqueeze(graph.Where(graph.IsNaN(wide), zero, wide), 2), classes, 1);
        // No term is below 0; a sum that is NaN is in doubt (CheckedScan), and so is what is divided by it.
        return graph.Where(graph.Equal(sum, zero), probabilities, graph.Cast(graph.Div(wide, sum), DataType.Float));
    }

    /// <summary>The soft-max of scores that are logarithms, in float64; <paramref name="largest"/> is the largest of them.</summary>
    public static OnnxValue Posterior(GraphWriter graph, OnnxValue scores, OnnxValue largest, int classes)
    {
        var exponentials = graph.Exp(graph.Sub(graph.Cast(scores, DataType.Double), graph.Cast(largest, DataType.Double)));
        return graph.Cast(graph.Div(exponentials, Sums.InOrder(graph, graph.Unsqueeze(exponentials, 2), classes, 1)), DataType.Float);
    }

    /// <summary>The logarithms of the joint probabilities of naive Bayes.</summary>
    public static OnnxValue NaiveBayes(GraphWriter graph, Features features, ModelNode.NaiveBayes model)
    {
        var classes = model.Priors.Length;
        OnnxValue? above = features.Dense is { } dense ? graph.Greater(dense, graph.Scalar(0f)) : null;
        // −0 is what changes no sum. Both sums of a class are taken side by side.
        var both = Sums.OverSlots(graph, features, [.. model.Priors, .. new double[classes]], above,
            slot => [.. model.Present.Select(present => present[slot]), .. model.AbsentOf.Select(absent => absent[slot])],
            (isAbove, terms) => graph.Where(isAbove, terms, graph.Scalar(-0.0)));
        var sums = graph.Split(both, [classes, classes], 1);
        var absent = graph.Sub(ScalerEmitter.Row(graph, DataType.Double, model.Absent), sums[1]);
        return graph.Cast(graph.Add(sums[0], absent), DataType.Float);
    }

    /// <summary>
    /// The first largest score and its class, [N, 1] each, as a scan from class 0 finds them that takes a class where its score is
    /// greater: a knock-out between neighbours, in which the left one stays unless the right one is greater. NaN never wins, but
    /// as class 0, where nothing is greater than it.
    /// </summary>
    public static (OnnxValue Largest, OnnxValue Class) FirstLargest(GraphWriter graph, OnnxValue scores, int classes)
    {
        bool[] others = [.. Enumerable.Range(0, classes).Select(k => k > 0)];
        var never = graph.And(graph.IsNaN(scores), graph.Constant<bool>(others, 1, classes));
        var values = graph.Where(never, graph.Scalar(float.NegativeInfinity), scores);
        long[] all = [.. Enumerable.Range(0, classes)];
        var numbers = graph.Constant<long>(all, 1, classes);
        for (var count = classes; count > 1; count = (count + 1) / 2)
        {
            int[] left = [.. Enumerable.Range(0, (count + 1) / 2).Select(pair => 2 * pair)];
            // The last one without a neighbour meets itself.
            var right = Array.ConvertAll(left, place => Math.Min(place + 1, count - 1));
            var (leftValues, rightValues) = (graph.Columns(values, left), graph.Columns(values, right));
            var greater = graph.Greater(rightValues, leftValues);
            values = graph.Where(greater, rightValues, leftValues);
            numbers = graph.Where(greater, graph.Columns(numbers, right), graph.Columns(numbers, left));
        }
        return (values, numbers);
    }
}

using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>The operators as methods: one node each. Operands broadcast as ONNX has it.</summary>
internal static class Operators
{
    public static OnnxValue Add(this GraphWriter graph, OnnxValue a, OnnxValue b) =>
        graph.Add("Add", a.Type, a.Type, Shapes.Broadcast(a.Shape, b.Shape), [a, b]);

    public static OnnxValue Sub(this GraphWriter graph, OnnxValue a, OnnxValue b) =>
        graph.Add("Sub", a.Type, a.Type, Shapes.Broadcast(a.Shape, b.Shape), [a, b]);

    public static OnnxValue Mul(this GraphWriter graph, OnnxValue a, OnnxValue b) =>
        graph.Add("Mul", a.Type, a.Type, Shapes.Broadcast(a.Shape, b.Shape), [a, b]);

    public static OnnxValue Div(this GraphWriter graph, OnnxValue a, OnnxValue b) =>
        graph.Add("Div", a.Type, a.Type, Shapes.Broadcast(a.Shape, b.Shape), [a, b]);

    public static OnnxValue Sqrt(this GraphWriter graph, OnnxValue a) => graph.Add("Sqrt", a.Type, a.Type, a.Shape, [a]);

    /// <summary>To the nearest whole number, halves to the even one.</summary>
    public static OnnxValue Round(this GraphWriter graph, OnnxValue a) => graph.Add("Round", a.Type, a.Type, a.Shape, [a]);

    public static OnnxValue Sign(this GraphWriter graph, OnnxValue a) => graph.Add("Sign", a.Type, a.Type, a.Shape, [a]);

    public static OnnxValue IsNaN(this GraphWriter graph, OnnxValue a) => graph.Add("IsNaN", a.Type, DataType.Bool, a.Shape, [a]);

    public static OnnxValue IsInf(this GraphWriter graph, OnnxValue a) => graph.Add("IsInf", a.Type, DataType.Bool, a.Shape, [a]);

    public static OnnxValue Less(this GraphWriter graph, OnnxValue a, OnnxValue b) => graph.Truth("Less", a, b);

    public static OnnxValue LessOrEqual(this GraphWriter graph, OnnxValue a, OnnxValue b) => graph.Truth("LessOrEqual", a, b);

    public static OnnxValue Greater(this GraphWriter graph, OnnxValue a, OnnxValue b) => graph.Truth("Greater", a, b);

    public static OnnxValue GreaterOrEqual(this GraphWriter graph, OnnxValue a, OnnxValue b) => graph.Truth("GreaterOrEqual", a, b);

    public static OnnxValue Equal(this GraphWriter graph, OnnxValue a, OnnxValue b) => graph.Truth("Equal", a, b);

    public static OnnxValue And(this GraphWriter graph, OnnxValue a, OnnxValue b) => graph.Truth("And", a, b);

    public static OnnxValue Or(this GraphWriter graph, OnnxValue a, OnnxValue b) => graph.Truth("Or", a, b);

    private static OnnxValue Truth(this GraphWriter graph, string name, OnnxValue a, OnnxValue b) =>
        graph.Add(name, a.Type, DataType.Bool, Shapes.Broadcast(a.Shape, b.Shape), [a, b]);

    public static OnnxValue Not(this GraphWriter graph, OnnxValue a) => graph.Add("Not", a.Type, DataType.Bool, a.Shape, [a]);

    /// <summary>
    /// yes or no, element by element. Where yes is −0, ONNX Runtime's CPU kernel gives +0 (it joins the two halves by «if not 0»);
    /// no is safe. So yes must never be −0 where that could be seen.
    /// </summary>
    public static OnnxValue Where(this GraphWriter graph, OnnxValue condition, OnnxValue yes, OnnxValue no) =>
        graph.Add("Where", yes.Type, yes.Type, Shapes.Broadcast(condition.Shape, Shapes.Broadcast(yes.Shape, no.Shape)), [condition, yes, no]);

    /// <summary>Of another type; the value itself where it has that type.</summary>
    public static OnnxValue Cast(this GraphWriter graph, OnnxValue a, DataType to) =>
        a.Type == to ? a : graph.Add("Cast", a.Type, to, a.Shape, [a], ("to", (long)to));

    /// <summary>data[…, index, …] along an axis; a negative index counts from the end.</summary>
    public static OnnxValue Gather(this GraphWriter graph, OnnxValue data, OnnxValue index, int axis) =>
        graph.Add("Gather", data.Type, data.Type, [.. data.Shape[..axis], .. index.Shape, .. data.Shape[(axis + 1)..]], [data, index], ("axis", axis));

    /// <summary>data[…, index[i], …] for every element i of the index, along an axis.</summary>
    public static OnnxValue GatherElements(this GraphWriter graph, OnnxValue data, OnnxValue index, int axis) =>
        graph.Add("GatherElements", data.Type, data.Type, index.Shape, [data, index], ("axis", axis));

    /// <summary>
    /// At every place along an axis the sum of all before it, and of its own where that is not excluded. In which order they are
    /// added, ONNX does not say: see <see cref="CheckedScan"/>.
    /// </summary>
    public static OnnxValue CumSum(this GraphWriter graph, OnnxValue a, long axis, bool exclusive) =>
        graph.Add("CumSum", a.Type, a.Type, a.Shape, [a, graph.Scalar(axis)], ("exclusive", exclusive ? 1 : 0));

    /// <summary>Columns of [N, …] by number, in that order.</summary>
    public static OnnxValue Columns(this GraphWriter graph, OnnxValue data, ReadOnlySpan<int> columns) =>
        graph.Gather(data, graph.Constant(columns, columns.Length), 1);

    /// <summary>Joined along an axis, so many at a time as a node may take; the value itself where it is alone.</summary>
    public static OnnxValue Concat(this GraphWriter graph, IReadOnlyList<OnnxValue> values, int axis) => values.Count switch
    {
        1 => values[0],
        <= ExactOperators.MostParts =>
            graph.Add("Concat", values[0].Type, values[0].Type, Shapes.With(values[0].Shape, axis, values.Sum(value => value.Shape[axis])), [.. values],
                ("axis", axis)),
        _ => graph.Concat([.. values.Chunk(ExactOperators.MostParts).Select(part => graph.Concat(part, axis))], axis),
    };

    /// <summary>Cut along an axis into pieces of these sizes: neighbours of one size by one node, where a node may.</summary>
    public static OnnxValue[] Split(this GraphWriter graph, OnnxValue value, ReadOnlySpan<long> sizes, int axis)
    {
        var pieces = new List<OnnxValue>();
        long start = 0;
        for (var i = 0; i < sizes.Length;)
        {
            var count = 1;
            while (count < ExactOperators.MostParts && i + count < sizes.Length && sizes[i + count] == sizes[i])
                count++;
            var end = start + (count * sizes[i]);
            var part = count == sizes.Length ? value : graph.Slice(value, start, end, axis);
            pieces.AddRange(count == 1
                ? [part]
                : graph.Add("Split", value.Type, value.Type, Shapes.With(value.Shape, axis, (int)sizes[i]), count,
                    [part, graph.Constant(sizes.Slice(i, count), count)], ("axis", axis)));
            (start, i) = (end, i + count);
        }
        return [.. pieces];
    }

    /// <summary>From a place along an axis up to another.</summary>
    public static OnnxValue Slice(this GraphWriter graph, OnnxValue value, long start, long end, int axis) =>
        graph.Add("Slice", value.Type, value.Type, Shapes.With(value.Shape, axis, (int)(end - start)),
            [value, graph.Constant([start], 1), graph.Constant([end], 1), graph.Constant([(long)axis], 1)]);

    /// <summary>In another shape: 0 keeps a size.</summary>
    public static OnnxValue Reshape(this GraphWriter graph, OnnxValue value, params ReadOnlySpan<long> shape) =>
        graph.Add("Reshape", value.Type, value.Type, Shapes.Reshaped(value.Shape, shape), [value, graph.Constant(shape, shape.Length)]);

    /// <summary>With a new axis of size 1.</summary>
    public static OnnxValue Unsqueeze(this GraphWriter graph, OnnxValue value, int axis) =>
        graph.Add("Unsqueeze", value.Type, value.Type, [.. value.Shape[..axis], 1, .. value.Shape[axis..]], [value, graph.Constant([(long)axis], 1)]);
}

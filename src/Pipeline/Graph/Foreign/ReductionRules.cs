namespace Pipeline.Graph.Foreign;

/// <summary>Operators that work along axes: over the axis of the rows they mix them.</summary>
internal static class ReductionRules
{
    public static TensorState Reduce(AxisStep step)
    {
        var x = step[0];
        if (!x.IsBatched)
            return TensorState.Fixed(null);
        var axes = step.Numbers("axes", 1);
        if (axes is null && step.Node.Input(1) is not null)
            return step.Unproven("axes that are no constants");
        if (axes is null or [] && step.Node.Int("noop_with_empty_axes", 0) != 0)
            return x;
        if (axes is null or [])
            return step.Mixes("axes", "none given: it reduces over all axes, that of the rows too");
        var state = AlongEach(step, axes, "axes");
        return state.IsBatched ? Reduced(state, axes, step.Node.Int("keepdims", 1) != 0) : state;
    }

    public static TensorState ArgMax(AxisStep step)
    {
        var axis = step.Node.Int("axis", 0);
        var state = AlongOne(step, axis, "axis");
        return state.IsBatched ? Reduced(state, [axis], step.Node.Int("keepdims", 1) != 0) : state;
    }

    /// <summary>Before version 13 over all axes from one on, since then along one.</summary>
    public static TensorState Softmax(AxisStep step) =>
        step.Node.Opset >= 13 ? AlongOne(step, step.Node.Int("axis", -1), "axis") : From(step, step.Node.Int("axis", 1));

    /// <summary>Layer normalization: over all axes from one on.</summary>
    public static TensorState FromAxisOn(AxisStep step) => From(step, step.Node.Int("axis", -1));

    /// <summary>Over several axes, the shape as it was.</summary>
    public static TensorState AlongEach(AxisStep step, long[] axes, string place)
    {
        var state = step[0];
        foreach (var axis in axes)
        {
            state = AlongOne(step, axis, place);
            if (!state.IsBatched)
                return state;
        }
        return state;
    }

    /// <summary>Along one axis, of which the size may change.</summary>
    public static TensorState AlongOne(AxisStep step, long axis, string place, bool resized = false)
    {
        var x = step[0];
        if (!x.IsBatched)
        {
            return step.Batched.Any() ? step.Unproven("rows that choose what of a constant is taken")
                : TensorState.Fixed(resized ? null : x.Shape);
        }
        if (AxisStep.Axis(axis, x.Rank) is not { } along)
            return step.Unproven("an axis counted from the last of an unknown number");
        if (along == x.Axis)
            return step.Mixes(place, FormattableString.Invariant($"axis {along}, along which the rows lie"));
        return resized && x.Shape is { } shape ? x with { Shape = [.. shape.Select((size, i) => i == along ? TensorState.Any : size)] } : x;
    }

    public static TensorState Cumulative(AxisStep step) =>
        step.Numbers(1) is [var axis] ? AlongOne(step, axis, "axis") : step[0].IsBatched ? step.Unproven("an axis that is no constant")
            : TensorState.Fixed(step[0].Shape);

    /// <summary>By channel, which is the second axis.</summary>
    public static TensorState BatchNormalization(AxisStep step)
    {
        var x = step[0];
        return x is { IsBatched: true, Axis: 1 } ? step.Fixes("", "a mean and variance for each row, along axis 1") : x;
    }

    /// <summary>An operator whose first axis is that of the rows by definition.</summary>
    public static TensorState FirstAxis(AxisStep step, bool sameShape = false)
    {
        if (step.Batched.FirstOrDefault(input => input.Axis != 0) is { } other)
            return step.Mixes("", FormattableString.Invariant($"rows along axis {other.Axis}, which it takes for parts of one row"));
        return step.Batched.FirstOrDefault() is { } x
            ? x with { Shape = sameShape ? x.Shape : x.Shape is { } shape ? [TensorState.Rows, .. shape[1..].Select(_ => TensorState.Any)] : null }
            : TensorState.Fixed(null);
    }

    /// <summary>Along a sequence, which is the first axis, or with layout 1 the second; rows are along the other.</summary>
    public static TensorState[] Recurrent(AxisStep step)
    {
        var x = step[0];
        var layout = step.Node.Int("layout", 0);
        if (!x.IsBatched)
            return [step.Unproven("a sequence that is a constant")];
        if (x.Axis == (layout == 0 ? 0 : 1))
            return [step.Mixes("input 0 (X)", FormattableString.Invariant($"rows along axis {x.Axis}, that of the sequence: each row sees those before it"))];
        var any = TensorState.Any;
        var rows = TensorState.Rows;
        var state = layout == 0 ? TensorState.Batched(1, [any, rows, any]) : TensorState.Batched(0, [rows, any, any]);
        return [layout == 0 ? TensorState.Batched(2, [any, any, rows, any]) : TensorState.Batched(0, [rows, any, any, any]), state, state];
    }

    private static TensorState From(AxisStep step, long axis)
    {
        var x = step[0];
        if (!x.IsBatched)
            return step.Batched.Any() ? step.Unproven("rows that scale a constant") : TensorState.Fixed(x.Shape);
        if (AxisStep.Axis(axis, x.Rank) is not { } from)
            return step.Unproven("an axis counted from the last of an unknown number");
        return x.Axis >= from
            ? step.Mixes("axis", FormattableString.Invariant($"all axes from {from} on, that of the rows ({x.Axis}) too"))
            : x;
    }

    private static TensorState Reduced(TensorState x, long[] axes, bool keep)
    {
        var places = axes.Select(axis => AxisStep.Axis(axis, x.Rank) ?? 0).ToHashSet();
        var shape = x.Shape?.Select((size, i) => (size, i)).Where(dim => keep || !places.Contains(dim.i)).Select(dim => places.Contains(dim.i) ? 1 : dim.size);
        return TensorState.Batched(keep ? x.Axis : x.Axis - places.Count(place => place < x.Axis), shape?.ToArray());
    }
}

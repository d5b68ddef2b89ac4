namespace Pipeline.Graph.Foreign;

/// <summary>Operators that take parts of a tensor or put parts together: none of them may choose among rows.</summary>
internal static class SelectionRules
{
    public static TensorState Concat(AxisStep step)
    {
        var batched = step.Batched.ToList();
        if (batched.Count == 0)
            return TensorState.Fixed(null);
        var first = batched[0];
        if (AxisStep.Axis(step.Node.Int("axis", 1), batched.Max(input => input.Rank)) is not { } axis)
            return step.Unproven("an axis counted from the last of an unknown number");
        if (batched.Any(input => input.Axis != first.Axis))
            return step.Mixes("", "rows of one part along another axis than those of another");
        if (axis == first.Axis)
            return step.Mixes("axis", FormattableString.Invariant($"axis {axis}, along which the rows lie: parts become rows"));
        if (step.Inputs.FirstOrDefault(input => input.Kind == TensorKind.Fixed) is { Shape: { } shape } && shape.Length > first.Axis)
            return step.Fixes("", FormattableString.Invariant($"a constant of {shape[first.Axis]} rows beside the others"));
        return first with { Shape = first.Shape?.Select((size, i) => i == axis ? TensorState.Any : size).ToArray() };
    }

    public static TensorState Slice(AxisStep step)
    {
        var x = step[0];
        if (!x.IsBatched)
            return TensorState.Fixed(null);
        var (starts, ends) = (step.Numbers("starts", 1), step.Numbers("ends", 2));
        if (starts is null || ends is null)
            return step.Unproven("a part that is no constant");
        var axes = step.Numbers("axes", 3) ?? [.. Enumerable.Range(0, starts.Length)];
        var steps = step.Numbers(4) ?? [.. starts.Select(_ => 1L)];
        for (var i = 0; i < axes.Length; i++)
        {
            if (AxisStep.Axis(axes[i], x.Rank) is not { } axis)
                return step.Unproven("an axis counted from the last of an unknown number");
            var all = starts[i] == 0 && (ends[i] >= int.MaxValue || ends[i] == TensorState.Rows) && steps[i] == 1;
            if (axis == x.Axis && !all)
                return step.Mixes("axes", FormattableString.Invariant($"some of the rows, {starts[i]} to {ends[i]}"));
        }
        return x with
        {
            Shape = x.Shape?.Select((size, i) => axes.Any(axis => AxisStep.Axis(axis, x.Rank) == i) && i != x.Axis ? TensorState.Any : size)
                .ToArray(),
        };
    }

    public static TensorState Gather(AxisStep step)
    {
        var (data, index) = (step[0], step[1]);
        if (!data.IsBatched && !index.IsBatched)
            return TensorState.Fixed(null);
        if (AxisStep.Axis(step.Node.Int("axis", 0), data.Rank) is not { } axis)
            return step.Unproven("an axis counted from the last of an unknown number");
        if (data.IsBatched && axis == data.Axis)
            return step.Mixes("axis", FormattableString.Invariant($"axis {axis}, along which the rows lie: it takes some of them"));
        if (data.IsBatched && index.IsBatched)
            return step.Unproven("rows that choose among parts of rows");
        if (data.Shape is null || index.Shape is null)
            return step.Unproven("operands of unknown shape");
        return TensorState.Batched(
            index.IsBatched ? axis + index.Axis : axis < data.Axis ? data.Axis + index.Rank - 1 : data.Axis,
            [.. data.Shape[..axis], .. index.Shape, .. data.Shape[(axis + 1)..]]);
    }

    /// <summary>The entries of the last axis that are listed; of a list of labels, as scikit-learn's converter has it, [1, rows].</summary>
    public static TensorState ArrayFeatures(AxisStep step)
    {
        var (data, index) = (step[0], step[1]);
        if (index.IsBatched && !data.IsBatched && data.Rank <= 1 && index.Shape is { } places && TensorState.Product(places.Where(size =>
            size != TensorState.Rows)) == 1)
            return TensorState.Batched(1, [1, TensorState.Rows]);
        if (index.IsBatched)
            return step.Unproven("rows that choose among columns");
        if (!data.IsBatched)
            return TensorState.Fixed(null);
        return data.Rank < 0 ? step.Unproven("a table of unknown shape")
            : data.Axis == data.Rank - 1 ? step.Mixes("", "the axis along which the rows lie: it takes some of them")
            : data with { Shape = [.. data.Shape![..^1], TensorState.Any] };
    }

    public static TensorState OneHot(AxisStep step)
    {
        var x = step[0];
        if (!x.IsBatched)
            return step.Batched.Any() ? step.Unproven("a number of classes that depends on rows") : TensorState.Fixed(null);
        if (x.Shape is not { } shape || AxisStep.Axis(step.Node.Int("axis", -1), x.Rank + 1) is not { } axis)
            return step.Unproven("an index of unknown shape");
        return TensorState.Batched(axis <= x.Axis ? x.Axis + 1 : x.Axis, [.. shape[..axis], TensorState.Any, .. shape[axis..]]);
    }

    /// <summary>Entries that are chosen by what they are: as many as there happen to be, over all rows unless an axis is given.</summary>
    public static TensorState Chosen(AxisStep step)
    {
        if (!step.Batched.Any())
            return TensorState.Fixed(null);
        return step.Node.Attribute("axis") is { } axis && step[0].IsBatched ? ReductionRules.AlongOne(step, axis.I, "axis", resized: true)
            : step.Mixes("", "entries of all rows together, as many as there happen to be");
    }

    public static TensorState Pad(AxisStep step)
    {
        var x = step[0];
        if (!x.IsBatched)
            return TensorState.Fixed(null);
        if (step.Numbers("pads", 1) is not { } pads || x.Rank < 0 || (step.Numbers(3) ?? [.. Enumerable.Range(0, x.Rank)]) is not { } axes)
            return step.Unproven("a margin that is no constant, or of a tensor of unknown shape");
        for (var i = 0; i < axes.Length; i++)
        {
            if (AxisStep.Axis(axes[i], x.Rank) == x.Axis && (pads[i] != 0 || pads[i + axes.Length] != 0))
                return step.Mixes("pads", "rows that are added or taken away");
        }
        return x with { Shape = [.. x.Shape!.Select((size, i) => i == x.Axis ? size : TensorState.Any)] };
    }

    public static TensorState Tile(AxisStep step)
    {
        var x = step[0];
        if (!x.IsBatched)
            return TensorState.Fixed(null);
        if (step.Numbers(1) is not { } repeats || x.Shape is null)
            return step.Unproven("repeats that are no constants");
        return repeats[x.Axis] != 1 ? step.Mixes("repeats", "rows that are repeated")
            : x with { Shape = [.. x.Shape.Select((size, i) => i == x.Axis || repeats[i] == 1 ? size : TensorState.Any)] };
    }
}

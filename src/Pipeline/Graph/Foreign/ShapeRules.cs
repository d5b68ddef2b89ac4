namespace Pipeline.Graph.Foreign;

/// <summary>Operators that change the shape of a tensor: rows have to stay whole and apart.</summary>
internal static class ShapeRules
{
    private const string Folded = "rows are folded into another axis";

    public static TensorState Reshape(AxisStep step)
    {
        var x = step[0];
        if (!x.IsBatched)
            return TensorState.Fixed(step.Numbers(1) is { } shape && shape.All(size => size > 0) ? shape : null);
        return step.Numbers("shape", 1) is { } target ? Reshape(step, x, target, step.Node.Int("allowzero", 0) == 0)
            : step.Unproven("a shape that is computed");
    }

    public static TensorState Flatten(AxisStep step)
    {
        var x = step[0];
        if (!x.IsBatched)
            return TensorState.Fixed(null);
        var axis = AxisStep.Axis(step.Node.Int("axis", 1), x.Rank);
        if (axis is null || (x.Shape is null && (axis != 1 || x.Axis != 0)))
            return step.Unproven("a tensor of unknown shape");
        if (x.Shape is not { } shape)
            return TensorState.Batched(0, [TensorState.Rows, TensorState.Any]);
        // Two axes are left: what is before the given one, and what is from it on. Rows have to be alone in theirs.
        var side = x.Axis < axis ? shape[..axis.Value] : shape[axis.Value..];
        var beside = TensorState.Product(side.Where(size => size != TensorState.Rows));
        if (beside is null)
            return step.Unproven("rows beside an axis of unknown size");
        if (beside != 1)
            return step.Mixes("axis", FormattableString.Invariant($"axis {axis}: {Folded}"));
        var other = TensorState.Product(x.Axis < axis ? shape[axis.Value..] : shape[..axis.Value]) ?? TensorState.Any;
        return x.Axis < axis ? TensorState.Batched(0, [TensorState.Rows, other]) : TensorState.Batched(1, [other, TensorState.Rows]);
    }

    public static TensorState Transpose(AxisStep step)
    {
        var x = step[0];
        if (!x.IsBatched)
            return TensorState.Fixed(step.Node.Ints("perm") is { } order && x.Shape is { } own ? [.. order.Select(axis => own[axis])] : null);
        if (x.Shape is not { } shape)
            return step.Unproven("a tensor of unknown shape");
        var perm = step.Node.Ints("perm") ?? [.. Enumerable.Range(0, x.Rank).Reverse()];
        return TensorState.Batched(Array.IndexOf(perm, x.Axis), [.. perm.Select(axis => shape[axis])]);
    }

    public static TensorState Squeeze(AxisStep step)
    {
        var x = step[0];
        if (!x.IsBatched)
            return TensorState.Fixed(null);
        if (step.Numbers("axes", 1) is not { } axes)
            return step.Node.Input(1) is null ? step.Mixes("axes", "none given: a batch of one row loses its axis")
                : step.Unproven("axes that are no constants");
        var places = axes.Select(axis => AxisStep.Axis(axis, x.Rank)).ToHashSet();
        if (places.Contains(null))
            return step.Unproven("an axis counted from the last of an unknown number");
        return places.Contains(x.Axis) ? step.Fixes("axes", "the axis of the rows, which goes for one row alone")
            : TensorState.Batched(x.Axis - places.Count(place => place < x.Axis), x.Shape?.Where((_, i) => !places.Contains(i)).ToArray());
    }

    public static TensorState Unsqueeze(AxisStep step)
    {
        var x = step[0];
        if (!x.IsBatched)
            return TensorState.Fixed(null);
        if (step.Numbers("axes", 1) is not { } axes || x.Shape is null)
            return step.Unproven("axes that are no constants, or a tensor of unknown shape");
        var rank = x.Rank + axes.Length;
        var places = axes.Select(axis => AxisStep.Axis(axis, rank)!.Value).ToHashSet();
        var shape = new long[rank];
        var (from, batch) = (0, 0);
        for (var i = 0; i < rank; i++)
        {
            if (!places.Contains(i) && from == x.Axis)
                batch = i;
            shape[i] = places.Contains(i) ? 1 : x.Shape[from++];
        }
        return TensorState.Batched(batch, shape);
    }

    public static TensorState Expand(AxisStep step)
    {
        if (step.Numbers(1) is not { } target)
            return step.Batched.Any() ? step.Unproven("a shape that is computed") : TensorState.Fixed(null);
        var rows = Array.IndexOf(target, TensorState.Rows);
        var wanted = rows >= 0 ? TensorState.Batched(rows, target) : TensorState.Fixed(target);
        return BroadcastRules.Of(step, [step[0], wanted]);
    }

    private static TensorState Reshape(AxisStep step, TensorState x, long[] target, bool zeroCopies)
    {
        if (x.Shape is not { } source)
            return x.Axis == 0 && zeroCopies && target is [0, ..] ? TensorState.Batched(0, [TensorState.Rows, .. target[1..]])
                : step.Unproven("a tensor of unknown shape");
        long[] goal = [.. target.Select((size, i) => size == 0 && zeroCopies && i < source.Length ? source[i] : size)];
        var shown = $"[{string.Join(", ", target.Select(size => size == TensorState.Rows ? "rows" : FormattableString.Invariant($"{size}")))}]";
        // Axes of size 1 before the rows change nothing; any other has to stay as it is.
        var before = source[..x.Axis];
        var kept = before.All(size => size == 1) ? 0 : before.Length;
        if (kept > 0 && (goal.Length <= kept || !goal.AsSpan(0, kept).SequenceEqual(before) || before.Contains(TensorState.Any)))
            return step.Unproven($"a shape {shown} of rows that do not come first");
        var place = Array.FindIndex(goal, kept, size => size != 1);
        if (place < 0)
            return step.Fixes("shape", $"{shown}: one value for all rows");
        var rest = goal[(place + 1)..];
        var inner = TensorState.Product(source[(x.Axis + 1)..]);
        var product = TensorState.Product(rest);
        switch (goal[place])
        {
            // The size −1 is what is left; as a dimension of a tensor it is one that is not known.
            case TensorState.Rows when rest.Contains(-1) || inner is null || product == inner:
            case -1 when product is not null && product == inner:
                return TensorState.Batched(place, [.. goal[..place], TensorState.Rows, .. rest]);
            case -1 when inner is null || product is null:
                return step.Unproven($"a shape {shown} of a tensor of unknown size");
            case > 1 when !rest.Contains(-1) && !rest.Contains(TensorState.Rows):
                return step.Fixes("shape", $"{shown}: {goal[place]} rows");
            default:
                return step.Mixes("shape", $"{shown}: {Folded}");
        }
    }
}

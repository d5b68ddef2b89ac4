namespace Pipeline.Graph.Foreign;

/// <summary>Products of matrices: an axis that is summed over must not be that of the rows, and rows must not meet other rows.</summary>
internal static class MatrixRules
{
    private const string Summed = "sums over the axis of the rows";

    public static TensorState MatMul(AxisStep step)
    {
        var (a, b) = (step[0], step[1]);
        if (!a.IsBatched && !b.IsBatched)
            return TensorState.Fixed(null);
        if (a.Kind == TensorKind.Mixed || b.Kind == TensorKind.Mixed)
            return a.IsBatched && a.Axis < Math.Max(1, a.Rank - 1) ? a : TensorState.Mixed;
        if (a.Shape is null || b.Shape is null)
            return step.Unproven("factors of unknown shape");
        if (a.IsBatched && a.Axis == a.Rank - 1)
            return step.Mixes("input 0 (A)", Summed);
        if (b.IsBatched && b.Axis == Math.Max(0, b.Rank - 2))
            return step.Mixes("input 1 (B)", Summed);
        if (b.Rank == 1)
            return TensorState.Batched(a.Axis, a.Shape[..^1]);
        var rowsOfA = a.IsBatched && a.Axis == a.Rank - 2;
        var columnsOfB = b.IsBatched && b.Axis == b.Rank - 1;
        if ((rowsOfA && b.IsBatched) || (columnsOfB && a.IsBatched))
            return step.Mixes("", "each row times all others, as attention over the batch has it");
        // What is left stands before the two last axes and is broadcast.
        var (before, after) = (Outer(a), Outer(b));
        long[] last = a.Rank == 1 ? [b.Shape[^1]] : [a.Shape[^2], b.Shape[^1]];
        if (rowsOfA || columnsOfB)
        {
            var rank = Math.Max(before.Rank, after.Rank);
            long[] outer = [.. Enumerable.Repeat(TensorState.Any, rank)];
            return TensorState.Batched(rank + (columnsOfB && a.Rank > 1 ? 1 : 0), [.. outer, .. last]);
        }
        var joined = BroadcastRules.Of(step, [before, after]);
        return joined.IsBatched ? joined with { Shape = [.. joined.Shape!, .. last] } : joined;
    }

    public static TensorState Gemm(AxisStep step)
    {
        var (a, b) = (step[0], step[1]);
        if (a.IsBatched && a.Axis == (step.Node.Int("transA", 0) != 0 ? 0 : 1))
            return step.Mixes("input 0 (A)", Summed);
        if (b.IsBatched && b.Axis == (step.Node.Int("transB", 0) != 0 ? 1 : 0))
            return step.Mixes("input 1 (B)", Summed);
        if (a.IsBatched && b.IsBatched)
            return step.Mixes("", "each row times all others");
        var columns = b.Shape is [var first, var second] ? step.Node.Int("transB", 0) != 0 ? first : second : TensorState.Any;
        var height = a.Shape is [var top, var side] ? step.Node.Int("transA", 0) != 0 ? side : top : TensorState.Any;
        var product = a.IsBatched ? TensorState.Batched(0, [TensorState.Rows, columns])
            : b.IsBatched ? TensorState.Batched(1, [height, TensorState.Rows]) : TensorState.Fixed([height, columns]);
        return step.Node.Input(2) is null || step[2].Kind == TensorKind.Mixed ? product : BroadcastRules.Of(step, [product, step[2]]);
    }

    /// <summary>Over the axis before the last: of three or four axes the first is that of the rows.</summary>
    public static TensorState Attention(AxisStep step) =>
        step.Batched.FirstOrDefault(input => input.Axis != 0 || input.Rank is 1 or 2) is { } wrong
            ? step.Mixes("", FormattableString.Invariant($"attention over the rows, along axis {wrong.Axis} of {wrong.Rank}"))
            : step.Batched.FirstOrDefault() is { } x ? TensorState.Batched(0, x.Shape is null ? null : [TensorState.Rows, .. x.Shape[1..].Select(_ =>
                TensorState.Any)])
            : TensorState.Fixed(null);

    private static TensorState Outer(TensorState factor)
    {
        var shape = factor.Rank <= 2 ? [] : factor.Shape![..^2];
        return factor.IsBatched && factor.Axis < factor.Rank - 2 ? TensorState.Batched(factor.Axis, shape) : TensorState.Fixed(shape);
    }
}

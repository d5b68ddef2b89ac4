namespace Pipeline.Graph.Foreign;

/// <summary>Operators that work element by element, with ONNX's broadcasting: shapes are laid against each other at their last dimensions.</summary>
internal static class BroadcastRules
{
    public static TensorState Elementwise(AxisStep step)
    {
        if (step.Inputs.Any(input => input.Kind == TensorKind.Sizes && input.Shape?.All(size => size >= 0) != true))
            return step.Mixes("", "the number of rows as a value of theirs");
        return Of(step, [.. step.Inputs.Where(input => input.Kind is TensorKind.Fixed or TensorKind.Batched)]);
    }

    /// <summary>What comes of tensors that are laid against each other.</summary>
    public static TensorState Of(AxisStep step, IReadOnlyList<TensorState> inputs)
    {
        var batched = inputs.Where(input => input.IsBatched).ToList();
        if (batched.Count == 0)
            return TensorState.Fixed(inputs.All(input => input.Shape is not null) ? Shape([.. inputs.Select(input => input.Shape!)]) : null);
        if (inputs.Any(input => input.Shape is null))
        {
            var harmless = inputs.All(input => input.IsBatched ? input.Axis == batched[0].Axis && input.Shape is null == batched[0].Shape is null
                : input.Shape is [] or [1]);
            return harmless ? batched[0] : step.Unproven("operands of unknown shape");
        }
        var rank = inputs.Max(input => input.Rank);
        var fromLast = batched[0].Rank - batched[0].Axis;
        if (batched.Any(input => input.Rank - input.Axis != fromLast))
            return step.Mixes("", "rows of one operand along another axis than those of the other: each row meets all others");
        foreach (var (place, size) in inputs.Where(input => !input.IsBatched && input.Rank >= fromLast).Select(input => (input, input.Shape![^fromLast])))
        {
            if (size == TensorState.Any)
                return step.Unproven("a constant of unknown size along the rows");
            if (size != 1)
            {
                var shape = string.Join(", ", place.Shape!);
                return step.Fixes("", FormattableString.Invariant($"constants for {size} rows, each of which meets its own, of shape [{shape}]"));
            }
        }
        return TensorState.Batched(rank - fromLast, Shape([.. inputs.Select(input => input.Shape!)]));
    }

    private static long[] Shape(IReadOnlyList<long[]> shapes)
    {
        var result = new long[shapes.Max(shape => shape.Length)];
        Array.Fill(result, 1);
        foreach (var shape in shapes)
        {
            for (var i = 1; i <= shape.Length; i++)
            {
                var (own, so) = (shape[^i], result[^i]);
                result[^i] = so == 1 || own == TensorState.Rows ? own : so == TensorState.Any && own > 1 ? own : so;
            }
        }
        return result;
    }
}

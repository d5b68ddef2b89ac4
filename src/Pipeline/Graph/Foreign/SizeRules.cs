namespace Pipeline.Graph.Foreign;

/// <summary>Follows the sizes that exporters compute shapes from: Shape, a Gather of one of them, a Concat with others, a Reshape by them.</summary>
internal static class SizeRules
{
    /// <summary>The sizes of a tensor, or of a stretch of its axes.</summary>
    public static TensorState Shape(AxisStep step)
    {
        if (step[0].Shape is not { } shape)
            return step.Batched.Any() ? TensorState.Sizes(null) : TensorState.Fixed(null);
        var start = Clamp(step.Node.Int("start", 0), shape.Length);
        var end = Clamp(step.Node.Int("end", shape.Length), shape.Length);
        return TensorState.Sizes(start < end ? shape[start..end] : []);
    }

    /// <summary>What a node makes of sizes and constants.</summary>
    public static TensorState Of(AxisStep step)
    {
        var node = step.Node;
        switch (node.Proto.OpType)
        {
            case "Identity" or "Cast" or "Unsqueeze" or "Squeeze" or "Reshape" or "Flatten" when step[0].Kind == TensorKind.Sizes:
                return step[0];
            case "Gather" when step.Numbers(0) is { } sizes && step.Numbers(1) is { } places:
                return TensorState.Sizes([.. places.Select(place => sizes[Clamp(place, sizes.Length)])]);
            case "Slice" when step.Numbers(0) is { } sizes && step.Numbers("starts", 1) is [var from] && step.Numbers("ends", 2) is [var to]
                && step.Numbers(4) is null or [1]:
                var (start, end) = (Clamp(from, sizes.Length), Clamp(to, sizes.Length));
                return TensorState.Sizes(start < end ? sizes[start..end] : []);
            case "Concat":
                var parts = Enumerable.Range(0, node.Proto.Input.Count).Select(step.Numbers).ToList();
                return TensorState.Sizes(parts.Contains(null) ? null : [.. parts.SelectMany(part => part!)]);
            case "Range":
                return Depends(step) ? step.Mixes("", "the places of rows in their batch as values") : TensorState.Fixed(null);
            case "ConstantOfShape":
                return step.Numbers(0) is not { } shape ? step.Unproven("a shape that is not known")
                    : Array.IndexOf(shape, TensorState.Rows) is >= 0 and var axis ? TensorState.Batched(axis, shape) : TensorState.Fixed(shape);
            case "Expand":
                return ShapeRules.Expand(step);
            default:
                // Arithmetic: a size that no longer is the number of rows itself is not known.
                return Depends(step) ? TensorState.Sizes(null) : step.Inputs.First(input => input.Kind == TensorKind.Sizes);
        }
    }

    private static bool Depends(AxisStep step) => step.Inputs.Any(input => input.Kind == TensorKind.Sizes && input.Shape?.All(size => size >= 0) != true);

    private static int Clamp(long place, int count) => (int)Math.Clamp(place < 0 ? place + count : place, 0, count);
}

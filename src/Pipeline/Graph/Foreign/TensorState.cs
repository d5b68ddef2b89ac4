namespace Pipeline.Graph.Foreign;

/// <summary>What is known of a tensor: whether it holds rows, and along which axis.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Axis">The axis along which rows lie, where it holds rows.</param>
/// <param name="Shape">Its dimensions, <see cref="Rows"/> for the number of rows and <see cref="Any"/> for one that is not known; of sizes
/// their values instead; null where not even their number is known.</param>
internal sealed record TensorState(TensorKind Kind, int Axis = 0, long[]? Shape = null)
{
    /// <summary>A dimension, or a size: the number of rows.</summary>
    public const long Rows = -2;

    /// <summary>A dimension, or a size: not known.</summary>
    public const long Any = -1;

    /// <summary>Nothing is known, and it was said.</summary>
    public static TensorState Unknown { get; } = new(TensorKind.Unknown);

    /// <summary>Made of several rows, and it was said.</summary>
    public static TensorState Mixed { get; } = new(TensorKind.Mixed);

    public bool IsBatched => Kind == TensorKind.Batched;

    /// <summary>The number of dimensions; −1 where it is not known.</summary>
    public int Rank => Shape?.Length ?? -1;

    /// <summary>The same for all rows.</summary>
    public static TensorState Fixed(long[]? shape) => new(TensorKind.Fixed, 0, shape);

    /// <summary>Rows along an axis.</summary>
    public static TensorState Batched(int axis, long[]? shape) => new(TensorKind.Batched, axis, shape);

    /// <summary>Sizes: whole numbers that are dimensions of something.</summary>
    public static TensorState Sizes(long[]? values) => new(TensorKind.Sizes, 0, values);

    /// <summary>The product of dimensions; null where one of them is not known.</summary>
    public static long? Product(IEnumerable<long> dims)
    {
        long product = 1;
        foreach (var dim in dims)
        {
            if (dim < 0)
                return null;
            product *= dim;
        }
        return product;
    }
}

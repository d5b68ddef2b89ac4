namespace Pipeline.Graph.Onnx;

/// <summary>Shapes of tensors; the free size is <see cref="Rows"/>.</summary>
internal static class Shapes
{
    /// <summary>The size that stands for the rows of a batch.</summary>
    public const int Rows = -1;

    /// <summary>
    /// The shape to which two of them broadcast (ONNX, Broadcasting in ONNX, multidirectional): sizes are matched from the last on,
    /// and 1 is stretched.
    /// </summary>
    public static int[] Broadcast(int[] a, int[] b)
    {
        var shape = new int[Math.Max(a.Length, b.Length)];
        for (var i = 1; i <= shape.Length; i++)
        {
            var (first, second) = (i <= a.Length ? a[^i] : 1, i <= b.Length ? b[^i] : 1);
            if (first != second && first != 1 && second != 1)
                throw new InvalidOperationException($"[{string.Join(", ", a)}] and [{string.Join(", ", b)}] do not broadcast");
            shape[^i] = first == 1 ? second : first;
        }
        return shape;
    }

    /// <summary>A shape with another size along an axis.</summary>
    public static int[] With(int[] shape, int axis, int size) => [.. shape[..axis], size, .. shape[(axis + 1)..]];

    /// <summary>A shape in which 0 keeps the size at its place.</summary>
    public static int[] Reshaped(int[] shape, ReadOnlySpan<long> sizes)
    {
        var reshaped = new int[sizes.Length];
        for (var i = 0; i < sizes.Length; i++)
            reshaped[i] = sizes[i] == 0 ? shape[i] : checked((int)sizes[i]);
        if (ElementsARow(reshaped) != ElementsARow(shape))
            throw new InvalidOperationException($"[{string.Join(", ", shape)}] has not as many elements as [{string.Join(", ", reshaped)}]");
        return reshaped;
    }

    /// <summary>Whether there is a part for each row of the batch.</summary>
    public static bool HasRows(int[] shape) => shape.Contains(Rows);

    /// <summary>Elements for each row of the batch, or in all where there are none for each.</summary>
    public static long ElementsARow(int[] shape) => shape.Aggregate(1L, (elements, size) => size == Rows ? elements : elements * size);
}

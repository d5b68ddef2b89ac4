namespace Pipeline.Kernels;

/// <summary>A dense slot and its column: a class, since a list of tuples would be compiled at every start.</summary>
internal sealed record DenseSlot(int Slot, float[] Column);

/// <summary>An unscaled one-hot block: first and last slot, and of each row the slot that is 1, or −1.</summary>
internal sealed record OneHotSlots(int First, int Last, int[] Active);

/// <summary>
/// The feature vectors of a batch: dense slots as columns, unscaled one-hot blocks as the slot that is 1 (they never exist as columns).
/// </summary>
/// <param name="width">Slots of the feature vector.</param>
/// <param name="capacity">Most rows.</param>
internal sealed class FeatureBatch(int width, int capacity)
{
    /// <summary>Kernels may read, not use, values up to a multiple of this beyond the rows of a batch.</summary>
    public const int Tile = 64;

    private readonly float[]?[] dense = new float[]?[width];
    private readonly List<DenseSlot> columns = [];
    private readonly List<OneHotSlots> oneHot = [];

    /// <summary>Slots of the feature vector.</summary>
    public int Width => width;

    /// <summary>Length of the columns of dense slots: the capacity, up to a whole tile.</summary>
    private int Padded => (capacity + Tile - 1) / Tile * Tile;

    /// <summary>The unscaled one-hot blocks: first and last slot, and a row's slot that is 1, or −1.</summary>
    public IReadOnlyList<OneHotSlots> OneHot => oneHot;

    /// <summary>The columns of the dense slots, slots ascending.</summary>
    public IReadOnlyList<DenseSlot> DenseColumns => columns;

    /// <summary>The column of a dense slot; null for a slot of a one-hot block.</summary>
    public float[]? Dense(int slot) => dense[slot];

    /// <summary>Makes the column of a dense slot; slots ascending.</summary>
    public float[] AddDense(int slot)
    {
        var column = new float[Padded];
        dense[slot] = column;
        columns.Add(new DenseSlot(slot, column));
        return column;
    }

    /// <summary>Makes the column of a one-hot block.</summary>
    public int[] AddOneHot(int first, int slots)
    {
        var active = new int[capacity];
        oneHot.Add(new OneHotSlots(first, first + slots - 1, active));
        return active;
    }

    /// <summary>Writes the feature vector of one row, [Width]; <paramref name="vector"/> holds 0 in the slots of one-hot blocks.</summary>
    public void CopyRow(int row, Span<float> vector)
    {
        foreach (var (slot, column) in columns)
            vector[slot] = column[row];
        foreach (var (_, _, active) in oneHot)
        {
            if (active[row] >= 0)
                vector[active[row]] = 1;
        }
    }

    /// <summary>Takes a row's ones out of its vector again.</summary>
    public void ClearRow(int row, Span<float> vector)
    {
        foreach (var (_, _, active) in oneHot)
        {
            if (active[row] >= 0)
                vector[active[row]] = 0;
        }
    }
}

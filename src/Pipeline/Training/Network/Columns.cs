using System.Numerics;
using System.Runtime.CompilerServices;
using Pipeline.Kernels;

namespace Pipeline.Training.Network;

/// <summary>
/// The vectors of a batch, a column for each feature, so that a vector register holds rows, which have nothing to do with one another.
/// A column is padded with zeros to a multiple of <see cref="Line"/>: no loop over rows has a tail, and a sum over rows adds zeros.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class Columns<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Rows are padded to a multiple of this: two of the widest vectors of float.</summary>
    public const int Line = 32;

    // One cache line more than a multiple of 4,096 bytes, or all columns would fall into the same few sets of the cache.
    private const int Shift = 16;

    private readonly AlignedMemory<T> memory;
    private int rows;

    /// <summary>Makes room.</summary>
    public Columns(int features, int capacity)
    {
        (Features, Capacity) = (features, capacity);
        Stride = Pad(capacity) + Shift;
        memory = new AlignedMemory<T>(features * Stride);
    }

    /// <summary>How many columns there are.</summary>
    public int Features { get; }

    /// <summary>Most rows that a batch may have.</summary>
    public int Capacity { get; }

    /// <summary>From a column to the next.</summary>
    public int Stride { get; }

    /// <summary>How many rows the batch has.</summary>
    public int Rows
    {
        get => rows;
        set => rows = value <= Capacity ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "more rows than there is room for");
    }

    /// <summary>Rows with the padding.</summary>
    public int Padded => Pad(rows);

    /// <summary>A column with its padding.</summary>
    public Span<T> this[int feature] => memory.Span.Slice(feature * Stride, Padded);

    /// <summary>The first number of a column, of <see cref="Padded"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T First(int feature) => ref Unsafe.Add(ref memory.First, feature * Stride);

    /// <summary>A number.</summary>
    public ref T At(int feature, int row) => ref memory.Span[(feature * Stride) + row];

    /// <summary>The beginning of a column, whatever number of rows is set: for what threads fill one column at a time.</summary>
    public Span<T> Whole(int feature, int length) => memory.Span.Slice(feature * Stride, length);

    /// <summary>Puts zeros behind the rows of a column.</summary>
    public void ClearPadding(int feature) => this[feature][rows..].Clear();

    private static int Pad(int rows) => (rows + Line - 1) / Line * Line;
}

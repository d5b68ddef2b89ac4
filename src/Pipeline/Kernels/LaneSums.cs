using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>Sums over the dense slots of a batch of rows, in the lanes of <see cref="SlotOrder"/>. Reused from batch to batch.</summary>
/// <param name="lanes">Number of lanes.</param>
/// <param name="capacity">Most rows.</param>
internal sealed class LaneSums(int lanes, int capacity)
{
    private readonly double[] sums = new double[lanes * capacity];
    private int rows;
    private int next;

    /// <summary>Starts anew: the first lane from <paramref name="start"/>, the others from 0.</summary>
    public LaneSums Start(double start, int count)
    {
        (rows, next) = (count, 0);
        sums.AsSpan().Clear();
        Lane(0).Fill(start);
        return this;
    }

    /// <summary>[rows] the lane of the next dense slot.</summary>
    public Span<double> Next() => Lane(next++ % lanes);

    /// <summary>[rows] the sums: the upper half of the lanes is added to the lower half until one is left.</summary>
    public Span<double> Join()
    {
        for (var half = lanes / 2; half >= 1; half /= 2)
        {
            for (var lane = 0; lane < half; lane++)
            {
                var (low, high) = (lane * capacity, (lane + half) * capacity);
                for (var row = 0; row < rows; row++)
                    sums[low + row] += sums[high + row];
            }
        }
        return Lane(0);
    }

    private Span<double> Lane(int lane) => sums.AsSpan(lane * capacity, rows);
}

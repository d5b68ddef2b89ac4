using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>Sums over the dense slots of a batch of rows, in the lanes of <see cref="SlotOrder"/>.</summary>
internal sealed class LaneSums
{
    private readonly double[][] lanes;
    private int next;

    /// <summary>Makes the lanes, [lanes][rows]; the first starts from <paramref name="start"/>, the others from 0.</summary>
    public LaneSums(int lanes, int rows, double start)
    {
        this.lanes = [.. Enumerable.Range(0, lanes).Select(_ => new double[rows])];
        Array.Fill(this.lanes[0], start);
    }

    /// <summary>[rows] the lane of the next dense slot.</summary>
    public double[] Next() => lanes[next++ % lanes.Length];

    /// <summary>[rows] the sums: the upper half of the lanes is added to the lower half until one is left.</summary>
    public double[] Join()
    {
        for (var half = lanes.Length / 2; half >= 1; half /= 2)
        {
            for (var lane = 0; lane < half; lane++)
            {
                for (var row = 0; row < lanes[lane].Length; row++)
                    lanes[lane][row] += lanes[lane + half][row];
            }
        }
        return lanes[0];
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipeline.Data;

/// <summary>
/// Mean, extremes and the number beyond two limits of the numbers of a column, NaN left out. Row i goes into lane i modulo 8, so that
/// several are added at a time and the result is the same however the rows are cut into batches.
/// </summary>
/// <param name="low">Rows below this are counted.</param>
/// <param name="high">Rows above this are counted.</param>
internal sealed class RunningColumn(double low, double high)
{
    private const int Lanes = 8;

    // No sum of finite numbers overflows; exact for all but the very smallest (below 1e-289).
    private const double Scale = 1.0 / (1L << 60);

    private readonly double[] sums = new double[Lanes];
    private long rows;

    /// <summary>Rows that were NaN.</summary>
    public long Missing { get; private set; }

    /// <summary>Rows below the lower limit.</summary>
    public long Below { get; private set; }

    /// <summary>Rows above the upper limit.</summary>
    public long Above { get; private set; }

    /// <summary>The smallest; +∞ where there is none.</summary>
    public double Minimum { get; private set; } = double.PositiveInfinity;

    /// <summary>The largest; −∞ where there is none.</summary>
    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>Rows that were numbers.</summary>
    public long Count => rows - Missing;

    /// <summary>Their mean; 0 where there are none.</summary>
    public double Mean => Count == 0 ? 0 : sums.Sum() / Count / Scale;

    /// <summary>Takes the next rows.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        var i = Math.Min(values.Length, (int)(-rows & (Lanes - 1)));
        AddOneByOne(values[..i]);
        i = AddLanes(values, i);
        AddOneByOne(values[i..]);
    }

    private int AddLanes(ReadOnlySpan<double> values, int i)
    {
        var all = Vector512.Create(sums);
        var (smallest, largest) = (Vector512.Create(Minimum), Vector512.Create(Maximum));
        ref var first = ref MemoryMarshal.GetReference(values);
        for (; i + Lanes <= values.Length; i += Lanes)
        {
            var next = Vector512.LoadUnsafe(ref first, (nuint)i);
            var present = Vector512.Equals(next, next);
            all += Vector512.ConditionalSelect(present, next * Scale, Vector512<double>.Zero);
            // Comparisons with NaN are false.
            smallest = Vector512.ConditionalSelect(Vector512.LessThan(next, smallest), next, smallest);
            largest = Vector512.ConditionalSelect(Vector512.GreaterThan(next, largest), next, largest);
            var beyond = Vector512.LessThan(next, Vector512.Create(low)) | Vector512.GreaterThan(next, Vector512.Create(high));
            if (beyond != Vector512<double>.Zero)
            {
                Below += BitOperations.PopCount(Vector512.LessThan(next, Vector512.Create(low)).ExtractMostSignificantBits());
                Above += BitOperations.PopCount(Vector512.GreaterThan(next, Vector512.Create(high)).ExtractMostSignificantBits());
            }
            Missing += Lanes - BitOperations.PopCount(present.ExtractMostSignificantBits());
            rows += Lanes;
        }
        all.CopyTo(sums);
        for (var lane = 0; lane < Lanes; lane++)
            (Minimum, Maximum) = (Math.Min(Minimum, smallest[lane]), Math.Max(Maximum, largest[lane]));
        return i;
    }

    private void AddOneByOne(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (double.IsNaN(value))
            {
                Missing++;
            }
            else
            {
                sums[rows & (Lanes - 1)] += value * Scale;
                (Minimum, Maximum) = (Math.Min(Minimum, value), Math.Max(Maximum, value));
                Below += value < low ? 1 : 0;
                Above += value > high ? 1 : 0;
            }
            rows++;
        }
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipeline.Data;

/// <summary>
/// The mean of the numbers of a column, NaN left out. Row i goes into sum i modulo 8, so that several are added at a time and the
/// result is the same however the rows are cut into batches.
/// </summary>
internal sealed class RunningMean
{
    private const int Lanes = 8;

    // No sum of finite numbers overflows; exact for all but the very smallest (below 1e-289).
    private const double Scale = 1.0 / (1L << 60);

    private readonly double[] sums = new double[Lanes];
    private long rows;

    /// <summary>Rows that were NaN.</summary>
    public long Missing { get; private set; }

    /// <summary>Rows that were not.</summary>
    public long Count => rows - Missing;

    /// <summary>Their mean; 0 where there are none.</summary>
    public double Mean => Count == 0 ? 0 : sums.Sum() / Count / Scale;

    /// <summary>Takes the next rows.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        var i = Math.Min(values.Length, (int)(-rows & (Lanes - 1)));
        AddOneByOne(values[..i]);
        var all = Vector512.Create(sums);
        ref var first = ref MemoryMarshal.GetReference(values);
        for (; i + Lanes <= values.Length; i += Lanes)
        {
            var next = Vector512.LoadUnsafe(ref first, (nuint)i);
            var present = Vector512.Equals(next, next);
            all += Vector512.ConditionalSelect(present, next * Scale, Vector512<double>.Zero);
            Missing += Lanes - BitOperations.PopCount(present.ExtractMostSignificantBits());
            rows += Lanes;
        }
        all.CopyTo(sums);
        AddOneByOne(values[i..]);
    }

    private void AddOneByOne(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (double.IsNaN(value))
                Missing++;
            else
                sums[rows & (Lanes - 1)] += value * Scale;
            rows++;
        }
    }
}

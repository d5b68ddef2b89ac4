using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipeline.Tables.Audit;

/// <summary>
/// Mean of the numbers of a column, how many lie beyond two limits, and whether all are the same, NaN left out. Row i goes into lane i modulo 8, so that
/// several are added at a time and the result is the same however the rows are cut into batches.
/// </summary>
/// <param name="low">Rows below this are counted.</param>
/// <param name="high">Rows above this are counted.</param>
internal sealed class RunningColumn(double low, double high)
{
    private const int Lanes = 8;
    private const ulong AllLanes = (1UL << Lanes) - 1;

    // No sum of finite numbers overflows; exact for all but the very smallest (below 1e-289).
    private const double Scale = 1.0 / (1L << 60);

    private readonly double[] sums = new double[Lanes];
    private double? first;
    private long rows;

    /// <summary>Rows that were NaN.</summary>
    public long Missing { get; private set; }

    /// <summary>Rows below the lower limit.</summary>
    public long Below { get; private set; }

    /// <summary>Rows above the upper limit.</summary>
    public long Above { get; private set; }

    /// <summary>Whether no two numbers are different.</summary>
    public bool IsConstant { get; private set; } = true;

    /// <summary>The first number; NaN where there is none.</summary>
    public double First => first ?? double.NaN;

    /// <summary>Rows that were numbers.</summary>
    public long Count => rows - Missing;

    /// <summary>Their mean; 0 where there are none.</summary>
    public double Mean => Count == 0 ? 0 : sums.Sum() / Count / Scale;

    /// <summary>Takes the next rows.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        CompareWithFirst(values);
        var i = Math.Min(values.Length, (int)(-rows & (Lanes - 1)));
        AddOneByOne(values[..i], rows);
        i = AddLanes(values, i);
        AddOneByOne(values[i..], rows + i);
        rows += values.Length;
    }

    private int AddLanes(ReadOnlySpan<double> values, int i)
    {
        var all = Vector512.Create(sums);
        var (lowest, highest) = (Vector512.Create(low), Vector512.Create(high));
        ref var start = ref MemoryMarshal.GetReference(values);
        for (; i + Lanes <= values.Length; i += Lanes)
        {
            var next = Vector512.LoadUnsafe(ref start, (nuint)i);
            var present = Vector512.Equals(next, next);
            all += Vector512.ConditionalSelect(present, next * Scale, Vector512<double>.Zero);
            // Comparisons with NaN are false. What is rare is counted where it happens.
            var beyond = Vector512.LessThan(next, lowest) | Vector512.GreaterThan(next, highest);
            if (beyond != Vector512<double>.Zero)
            {
                Below += BitOperations.PopCount(Vector512.LessThan(next, lowest).ExtractMostSignificantBits());
                Above += BitOperations.PopCount(Vector512.GreaterThan(next, highest).ExtractMostSignificantBits());
            }
            if (present.ExtractMostSignificantBits() is var bits and not AllLanes)
                Missing += Lanes - BitOperations.PopCount(bits);
        }
        all.CopyTo(sums);
        return i;
    }

    private void AddOneByOne(ReadOnlySpan<double> values, long row)
    {
        foreach (var value in values)
        {
            if (double.IsNaN(value))
            {
                Missing++;
            }
            else
            {
                sums[row & (Lanes - 1)] += value * Scale;
                Below += value < low ? 1 : 0;
                Above += value > high ? 1 : 0;
            }
            row++;
        }
    }

    /// <summary>Costs nothing once two values have been seen.</summary>
    private void CompareWithFirst(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!IsConstant)
                return;
            if (double.IsNaN(value))
                continue;
            first ??= value;
            IsConstant = value == first;
        }
    }
}

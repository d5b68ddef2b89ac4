using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipeline.Graph;
using Pipeline.Model;

namespace Pipeline.Kernels;

/// <summary>Fills the slots of one block of features for a batch.</summary>
internal static class BlockKernel
{
    /// <summary>Rows of a Double column that are scaled before they are rounded.</summary>
    private const int Tile = 256;

    /// <summary>Makes room for a block and returns what fills it.</summary>
    /// <param name="block">The block.</param>
    /// <param name="first">Its first slot.</param>
    /// <param name="batch">Where its slots are.</param>
    public static Action<KernelInput> Prepare(FeatureBlock block, int first, FeatureBatch batch)
    {
        if (block is FeatureBlock.OneHot { Scaler: null } unscaled)
        {
            var active = batch.AddOneHot(first, block.Width);
            return input => Activate(input.Categories[unscaled.Column], unscaled.Fill, first, active.AsSpan(0, input.Rows));
        }
        var columns = new float[block.Width][];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = batch.AddDense(first + i);
        return block switch
        {
            FeatureBlock.Numeric { Type: NumericType.Double } numeric => input => Wide(numeric, input, columns),
            FeatureBlock.Numeric numeric => input => Single(numeric, input, columns),
            FeatureBlock.Missing missing => input => Indicators(missing, input, columns),
            FeatureBlock.OneHot oneHot => input => Scaled(oneHot, input, columns),
            _ => throw new ArgumentOutOfRangeException(nameof(block), block, "unknown block"),
        };
    }

    private static void Activate(int[] categories, int fill, int first, Span<int> active)
    {
        for (var row = 0; row < active.Length; row++)
        {
            var category = categories[row] == CategoryNumber.Missing ? fill : categories[row];
            active[row] = category >= 0 ? first + category : -1;
        }
    }

    private static void Single(FeatureBlock.Numeric block, KernelInput input, float[][] columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var column = columns[i].AsSpan(0, input.Rows);
            Fill(input.Numbers[block.Columns[i]].AsSpan(0, input.Rows), block.Fill[i], column);
            ScalerKernel.Run(block.Scaler, i, column);
        }
    }

    private static void Wide(FeatureBlock.Numeric block, KernelInput input, float[][] columns)
    {
        Span<double> tile = stackalloc double[Tile];
        for (var i = 0; i < columns.Length; i++)
        {
            for (var start = 0; start < input.Rows; start += Tile)
            {
                var values = tile[..Math.Min(Tile, input.Rows - start)];
                input.Numbers[block.Columns[i]].AsSpan(start, values.Length).CopyTo(values);
                foreach (ref var value in values)
                    value = double.IsNaN(value) ? block.Fill[i] : value;
                ScalerKernel.Run(block.Scaler, i, values);
                for (var row = 0; row < values.Length; row++)
                    columns[i][start + row] = (float)values[row];
            }
        }
    }

    /// <summary>Numbers as float32, which they are, and a number for those that are missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(ReadOnlySpan<double> source, double fill, Span<float> column)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(column);
        var instead = Vector256.Create(fill);
        var row = 0;
        for (; row <= source.Length - Vector256<float>.Count; row += Vector256<float>.Count)
        {
            var (low, high) = (Vector256.LoadUnsafe(ref from, (nuint)row), Vector256.LoadUnsafe(ref from, (nuint)row + 4));
            low = Vector256.ConditionalSelect(Vector256.Equals(low, low), low, instead);
            high = Vector256.ConditionalSelect(Vector256.Equals(high, high), high, instead);
            Vector256.Narrow(low, high).StoreUnsafe(ref to, (nuint)row);
        }
        for (; row < source.Length; row++)
            column[row] = (float)(double.IsNaN(source[row]) ? fill : source[row]);
    }

    private static void Indicators(FeatureBlock.Missing block, KernelInput input, float[][] columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var (present, missing) = (ScalerKernel.Apply(block.Scaler, i, 0f), ScalerKernel.Apply(block.Scaler, i, 1f));
            var source = input.Numbers[block.Columns[i]].AsSpan(0, input.Rows);
            for (var row = 0; row < source.Length; row++)
                columns[i][row] = double.IsNaN(source[row]) ? missing : present;
        }
    }

    private static void Scaled(FeatureBlock.OneHot block, KernelInput input, float[][] columns)
    {
        Span<float> on = columns.Length <= Tile ? stackalloc float[columns.Length] : new float[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i].AsSpan(0, input.Rows).Fill(ScalerKernel.Apply(block.Scaler, i, 0f));
            on[i] = ScalerKernel.Apply(block.Scaler, i, 1f);
        }
        var categories = input.Categories[block.Column].AsSpan(0, input.Rows);
        for (var row = 0; row < categories.Length; row++)
        {
            var category = categories[row] == CategoryNumber.Missing ? block.Fill : categories[row];
            if (category >= 0)
                columns[category][row] = on[category];
        }
    }
}

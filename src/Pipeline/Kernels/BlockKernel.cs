using Pipeline.Graph;
using Pipeline.Model;

namespace Pipeline.Kernels;

/// <summary>Fills the slots of one block of features for a batch.</summary>
internal static class BlockKernel
{
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
        var columns = Enumerable.Range(first, block.Width).Select(batch.AddDense).ToArray();
        return block switch
        {
            FeatureBlock.Numeric numeric => input => Numbers(numeric, input, columns),
            FeatureBlock.Missing missing => input => Indicators(missing, input, columns),
            FeatureBlock.OneHot oneHot => input => Scaled(oneHot, input, columns),
            _ => throw new ArgumentOutOfRangeException(nameof(block), block, "unknown block"),
        };
    }

    private static void Activate(int[] categories, int fill, int first, Span<int> active)
    {
        for (var row = 0; row < active.Length; row++)
        {
            var category = categories[row] == KernelInput.Missing ? fill : categories[row];
            active[row] = category >= 0 ? first + category : -1;
        }
    }

    private static void Numbers(FeatureBlock.Numeric block, KernelInput input, float[][] columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var source = input.Numbers[block.Columns[i]].AsSpan(0, input.Rows);
            var fill = block.Fill[i];
            if (block.Type == NumericType.Double)
            {
                for (var row = 0; row < source.Length; row++)
                    columns[i][row] = (float)ScalerKernel.Apply(block.Scaler, i, double.IsNaN(source[row]) ? fill : source[row]);
            }
            else
            {
                for (var row = 0; row < source.Length; row++)
                    columns[i][row] = ScalerKernel.Apply(block.Scaler, i, (float)(double.IsNaN(source[row]) ? fill : source[row]));
            }
        }
    }

    private static void Indicators(FeatureBlock.Missing block, KernelInput input, float[][] columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var source = input.Numbers[block.Columns[i]].AsSpan(0, input.Rows);
            for (var row = 0; row < source.Length; row++)
                columns[i][row] = ScalerKernel.Apply(block.Scaler, i, double.IsNaN(source[row]) ? 1f : 0f);
        }
    }

    private static void Scaled(FeatureBlock.OneHot block, KernelInput input, float[][] columns)
    {
        var categories = input.Categories[block.Column].AsSpan(0, input.Rows);
        for (var i = 0; i < columns.Length; i++)
        {
            var (off, on) = (ScalerKernel.Apply(block.Scaler, i, 0f), ScalerKernel.Apply(block.Scaler, i, 1f));
            for (var row = 0; row < categories.Length; row++)
                columns[i][row] = (categories[row] == KernelInput.Missing ? block.Fill : categories[row]) == i ? on : off;
        }
    }
}

using System.Runtime.CompilerServices;
using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>Scores generalized additive models, feature by feature.</summary>
internal sealed class GamKernel : ScoreKernel
{
    private const int Tile = 64;

    private readonly double intercept;
    private readonly Shape[] shapes;
    private readonly double[] sums = new double[Tile];

    public GamKernel(ScoreNode.Gam node, FeatureBatch features)
    {
        intercept = node.Intercept;
        shapes = [.. node.Shapes.Select(shape => new Shape(shape, features))];
    }

    public override void Run(FeatureBatch features, Span<float> scores)
    {
        for (var row = 0; row < scores.Length; row += Tile)
        {
            var sum = sums.AsSpan(0, Math.Min(Tile, scores.Length - row));
            sum.Fill(intercept);
            foreach (var shape in shapes)
                shape.Add(row, sum);
            for (var i = 0; i < sum.Length; i++)
                scores[row + i] = (float)sum[i];
        }
    }

    private sealed class Shape
    {
        private readonly double[] effects;

        /// <summary>The bounds but for the last, then +∞ up to one less than a power of two, so that each search takes as many steps.</summary>
        private readonly double[] bounds;
        private readonly float[]? column;
        private readonly int[] active = [];
        private readonly int slot;

        public Shape(GamShape shape, FeatureBatch features)
        {
            (slot, effects, column) = (shape.Slot, shape.Effects, features.Dense(shape.Slot));
            var room = 1;
            while (room < effects.Length)
                room *= 2;
            bounds = new double[room - 1];
            Array.Fill(bounds, double.PositiveInfinity);
            shape.UpperBounds.AsSpan(0, effects.Length - 1).CopyTo(bounds);
            if (column is null)
                active = features.OneHot.First(block => slot >= block.First && slot <= block.Last).Active;
        }

        public void Add(int row, Span<double> sum)
        {
            if (column is not null)
            {
                for (var i = 0; i < sum.Length; i++)
                    sum[i] += effects[Bin(column[row + i])];
                return;
            }
            var (zero, one) = (effects[Bin(0)], effects[Bin(1)]);
            for (var i = 0; i < sum.Length; i++)
                sum[i] += active[row + i] == slot ? one : zero;
        }

        /// <summary>The first bin whose upper bound is not below the value, so the first one for NaN; the last one above every bound.</summary>
        private int Bin(double value)
        {
            var bin = 0;
            for (var half = (bounds.Length + 1) / 2; half > 0; half /= 2)
                bin += half & -(int)Unsafe.BitCast<bool, byte>(bounds[bin + half - 1] < value);
            return bin;
        }
    }
}

using System.Numerics;

namespace Pipeline.Training.Network;

/// <summary>
/// Dropout (Srivastava et al. 2014). Training: y = x·m, where m is 1/(1 − p), rounded to T, for a number that is kept and 0 for one that is
/// not; back: ∂x = g·m. Evaluation: y = x.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class Dropout<T>(LayerPlan.Dropout plan, int layer, int features) : ColumnLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Columns<T> mask = new(0, 0);

    /// <summary>Says which numbers of the next batch are kept.</summary>
    public IDropoutMasks Masks { get; set; } = new NoMasks();

    /// <inheritdoc/>
    public override void Reserve(int rows) => mask = new Columns<T>(features, rows);

    /// <inheritdoc/>
    public override void TrainColumn(int feature, Columns<T> x, Columns<T> y)
    {
        Span<T> kept = mask.Whole(feature, x.Padded);
        Masks.Fill(layer, feature, plan.Probability, T.CreateTruncating(1 / (1 - plan.Probability)), kept);
        ColumnMath.Multiply(x[feature], kept, y[feature]);
    }

    /// <inheritdoc/>
    public override void BackwardColumn(int feature, Columns<T> x, Columns<T> y, Columns<T> dy, Columns<T> dx) =>
        ColumnMath.Multiply(dy[feature], mask.Whole(feature, x.Padded), dx[feature]);

    /// <inheritdoc/>
    public override void EvaluateColumn(int feature, Columns<T> x, Columns<T> y) => x[feature].CopyTo(y[feature]);

    /// <summary>A layer whose masks nobody has set does not train.</summary>
    private sealed class NoMasks : IDropoutMasks
    {
        public void Fill<TNumber>(int layer, int feature, double probability, TNumber scale, Span<TNumber> mask)
            where TNumber : unmanaged, INumber<TNumber> => throw new InvalidOperationException("dropout without masks");
    }
}

using System.Numerics;

namespace Pipeline.Training.Network;

/// <summary>A layer that does each column by itself: several of them, one after another, go over a column while it is in the cache.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class ColumnLayer<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public sealed override void Train(Crew crew, Columns<T> x, Columns<T> y) => crew.Run(y.Features, (from, to) =>
    {
        for (var feature = from; feature < to; feature++)
            TrainColumn(feature, x, y);
    });

    /// <inheritdoc/>
    public sealed override void Backward(Crew crew, Columns<T> x, Columns<T> y, Columns<T> dy, Columns<T> dx, int first) => crew.Run(y.Features, (from, to) =>
    {
        for (var feature = from; feature < to; feature++)
            BackwardColumn(feature, x, y, dy, dx);
    });

    /// <inheritdoc/>
    public sealed override void Evaluate(Crew crew, Columns<T> x, Columns<T> y) => crew.Run(y.Features, (from, to) =>
    {
        for (var feature = from; feature < to; feature++)
            EvaluateColumn(feature, x, y);
    });

    /// <summary><see cref="Layer{T}.Train"/> for one column.</summary>
    public abstract void TrainColumn(int feature, Columns<T> x, Columns<T> y);

    /// <summary><see cref="Layer{T}.Backward"/> for one column.</summary>
    public abstract void BackwardColumn(int feature, Columns<T> x, Columns<T> y, Columns<T> dy, Columns<T> dx);

    /// <summary><see cref="Layer{T}.Evaluate"/> for one column.</summary>
    public abstract void EvaluateColumn(int feature, Columns<T> x, Columns<T> y);
}

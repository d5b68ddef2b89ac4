using System.Numerics;

namespace Pipeline.Training.Network;

/// <summary>x above 0, slope·x elsewhere; with slope 0 the ReLU. At 0 the derivative is the slope.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LeakyRelu<T>(double slope) : ColumnLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T factor = T.CreateTruncating(slope);

    /// <inheritdoc/>
    public override void TrainColumn(int feature, Columns<T> x, Columns<T> y) => ColumnMath.LeakyRelu(x[feature], factor, y[feature]);

    /// <inheritdoc/>
    public override void BackwardColumn(int feature, Columns<T> x, Columns<T> y, Columns<T> dy, Columns<T> dx) =>
        ColumnMath.LeakyReluBack(dy[feature], x[feature], factor, dx[feature]);

    /// <inheritdoc/>
    public override void EvaluateColumn(int feature, Columns<T> x, Columns<T> y) => ColumnMath.LeakyRelu(x[feature], factor, y[feature]);
}
